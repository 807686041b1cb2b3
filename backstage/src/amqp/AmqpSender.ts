import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Broker, BrokerSettings } from './Broker';
import { AmqpConnection } from './AmqpConnection';
import type { EventSender, OutgoingEvent, Outcome } from './EventSender';

const STOPS = 'this backend stops';

/** Sends over one AMQP 1.0 connection, to the first of several brokers that takes it. */
export class AmqpSender implements EventSender {
  private connection?: AmqpConnection;
  private connecting?: Promise<void>;
  private closed = false;

  constructor(
    private readonly settings: BrokerSettings,
    private readonly logger: LoggerService,
  ) {}

  async connect() {
    if (this.connection?.isOpen) {
      return;
    }
    this.connecting ??= this.connectToFirst().finally(() => {
      this.connecting = undefined;
    });
    await this.connecting;
  }

  async send(event: OutgoingEvent): Promise<Outcome> {
    if (!this.connection?.isOpen) {
      return { kind: 'waiting', reason: 'there is no connection to the broker' };
    }
    return this.connection.send(event);
  }

  async close() {
    this.closed = true;
    this.connection?.close(STOPS);
  }

  private async connectToFirst() {
    const reasons: string[] = [];
    for (const broker of this.settings.brokers) {
      try {
        this.connection = await AmqpConnection.open(broker, this.settings);
        if (this.closed) {
          break;
        }
        this.logger.info(`Connected to the broker ${name(broker)}`);
        return;
      } catch (error) {
        reasons.push(`${name(broker)}: ${error instanceof Error ? error.message : error}`);
      }
    }
    if (this.closed) {
      this.connection?.close(STOPS);
      throw new Error(STOPS);
    }
    throw new Error(reasons.join('; '));
  }
}

function name(broker: Broker) {
  return `${broker.tls ? 'amqps' : 'amqp'}://${broker.host}:${broker.port}`;
}
