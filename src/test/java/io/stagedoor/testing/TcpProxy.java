package io.stagedoor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes the bytes of TCP connections on to another port of localhost, until it cuts them. */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public TcpProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(FreePort.next(), 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Whether somebody listens on the other side now. */
    public boolean reaches() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), target)) {
            return probe.isConnected();
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    /**
     * Ends every connection at once, whatever is on its way.
     *
     * @param reset with RST on both sides, else with FIN
     * @return how many there were
     */
    public int cut(boolean reset) {
        int cut = 0;
        for (Socket socket : sockets) {
            try {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
                cut++;
            } catch (IOException closedAlready) {
                continue;
            } finally {
                end(socket);
            }
        }
        return cut / 2;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                daemon(() -> connect(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void connect(Socket client) {
        try {
            Socket other = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            other.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(other);
            daemon(() -> pass(client, other));
            daemon(() -> pass(other, client));
        } catch (IOException nobodyThere) {
            end(client);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // One side has gone; so does the other.
        } finally {
            end(from);
            end(to);
        }
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut(false);
    }
}
