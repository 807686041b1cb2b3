import type { Knex } from 'knex';

interface RawConnection {
  query(sql: string): Promise<unknown>;
  on(event: 'notification' | 'error' | 'end', listener: (error?: Error) => void): void;
}

/** The lock of the turns of a version that does not know that a body may stand elsewhere. */
const EARLIER_TURN = 1;

/**
 * One connection beside the pool, which listens for notifications, keeps earlier versions from draining and serves the
 * turns. A broken one is replaced at the next use. Behind a pooler that pools transactions there are no notifications:
 * whoever listens must poll, too.
 */
export class PostgresConnection {
  private open?: Promise<RawConnection>;
  private wake: () => void = () => {};

  constructor(
    private readonly knex: Knex,
    private readonly channel: string,
  ) {}

  onNotification(wake: () => void) {
    this.wake = wake;
  }

  async use<T>(work: (connection: unknown) => Promise<T>): Promise<T> {
    const current = (this.open ??= this.connect());
    try {
      return await work(await current);
    } catch (error) {
      // Whatever failed, a new connection has no transaction half done.
      await this.drop(current);
      throw error;
    }
  }

  async close() {
    if (this.open) {
      await this.drop(this.open);
    }
  }

  private async connect(): Promise<RawConnection> {
    const connection: RawConnection = await this.knex.client.acquireRawConnection();
    const lost = async () => {
      if ((await this.open) === connection) {
        this.open = undefined;
      }
    };
    connection.on('error', lost);
    connection.on('end', lost);
    connection.on('notification', () => this.wake());
    // A turn of an earlier version takes this lock for itself: one that has it is waited for, and there is none after it.
    await connection.query(`SELECT pg_advisory_lock_shared(hashtextextended('${this.channel}', ${EARLIER_TURN}))`);
    await connection.query(`LISTEN ${this.channel}`);
    return connection;
  }

  private async drop(current: Promise<RawConnection>) {
    if (this.open === current) {
      this.open = undefined;
    }
    try {
      await this.knex.client.destroyRawConnection(await current);
    } catch {
      // It was never made, or is broken already: gone either way.
    }
  }
}
