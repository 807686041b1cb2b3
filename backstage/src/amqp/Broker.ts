/** Where a broker is and how to log in there. */
export interface Broker {
  host: string;
  port: number;
  tls: boolean;
}

/** What goes for all brokers. Files are read at each connection, so that a renewed certificate needs no restart. */
export interface BrokerSettings {
  brokers: Broker[];
  username?: string;
  password?: string;
  /** `external`: the client certificate says who logs in. */
  sasl: 'plain' | 'external';
  tls: { caFile?: string; certFile?: string; keyFile?: string; passphrase?: string };
  /** How long the broker may take for a connection, for room and for its answer to an event, in milliseconds. */
  timeoutMs: number;
}

/** Reads `amqp://host:port` or `amqps://host:port`. A user or password in it is refused: it would end up in logs. */
export function parseBroker(text: string): Broker {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Error(`stagedoor.broker.url: '${text}' is no URL such as amqp://localhost:5672`);
  }
  if (url.protocol !== 'amqp:' && url.protocol !== 'amqps:') {
    throw new Error(`stagedoor.broker.url: ${url.protocol}//${url.host} begins with neither amqp:// nor amqps://`);
  }
  if (url.username || url.password) {
    throw new Error('stagedoor.broker.url: put user and password into stagedoor.broker.username and .password');
  }
  const tls = url.protocol === 'amqps:';
  return {
    // An IPv6 address stands in brackets in a URL, and without them everywhere else.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port ? Number(url.port) : tls ? 5671 : 5672,
    tls,
  };
}
