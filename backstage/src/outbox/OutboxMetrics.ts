import { metrics, type Attributes, type BatchObservableCallback } from '@opentelemetry/api';
import type { Backlog } from '../feed/ChangeFeed';

/** The numbers of one outbox, in Backstage's own OpenTelemetry metrics, each with the attribute `plugin`. */
export class OutboxMetrics {
  private readonly attributes: Attributes;
  private readonly meter = metrics.getMeter('@stagedoor/backstage-backend-module');
  private readonly sent = this.meter.createCounter('stagedoor.events.sent', {
    description: 'Events that the broker accepted',
  });
  private readonly refused = this.meter.createCounter('stagedoor.events.refused', {
    description: 'Refusals of events by the broker, each attempt counted',
  });
  private readonly setAside = this.meter.createCounter('stagedoor.events.set_aside', {
    description: 'Events that the broker refused too often',
  });
  private readonly lost = this.meter.createCounter('stagedoor.events.lost', {
    description: 'What is not told: expired and skipped reached a limit of the outbox, unsent was a topic of the events service',
  });
  private readonly rows = this.meter.createObservableGauge('stagedoor.outbox.rows', {
    description: 'Changes that wait in the outbox',
  });
  private readonly oldest = this.meter.createObservableGauge('stagedoor.outbox.oldest_age', {
    description: 'Age of the oldest change that waits',
    unit: 's',
  });
  private readonly aside = this.meter.createObservableGauge('stagedoor.outbox.set_aside', {
    description: 'Events that stand in stagedoor_set_aside',
  });
  private observe?: BatchObservableCallback;

  constructor(plugin: string) {
    this.attributes = { plugin };
  }

  countSent() {
    this.sent.add(1, this.attributes);
  }

  countRefused() {
    this.refused.add(1, this.attributes);
  }

  countSetAside(events: number) {
    this.setAside.add(events, this.attributes);
  }

  countLost(changes: number, reason: 'expired' | 'skipped' | 'unsent') {
    this.lost.add(changes, { ...this.attributes, reason });
  }

  /** Asks for the backlog whenever somebody reads the metrics. */
  watch(backlog: () => Promise<Backlog>) {
    this.observe = async result => {
      const { rows, oldestAge, setAside } = await backlog();
      result.observe(this.rows, rows, this.attributes);
      result.observe(this.oldest, oldestAge, this.attributes);
      result.observe(this.aside, setAside, this.attributes);
    };
    this.meter.addBatchObservableCallback(this.observe, [this.rows, this.oldest, this.aside]);
  }

  stop() {
    if (this.observe) {
      this.meter.removeBatchObservableCallback(this.observe, [this.rows, this.oldest, this.aside]);
    }
  }
}
