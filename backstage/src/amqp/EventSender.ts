/** An event on its way to the broker. */
export interface OutgoingEvent {
  /** The `eventId`; the AMQP message-id, too. */
  id: string;
  /** The channel's address. */
  address: string;
  /** The event as JSON. */
  body: string;
}

/** What the broker said to an event. */
export type Outcome =
  | { kind: 'accepted' }
  /** Not this event, whenever it is sent. */
  | { kind: 'refused'; reason: string }
  /** Not to this address, for now: it does not exist, or we may not send to it. Others may go well. */
  | { kind: 'postponed'; reason: string }
  /** Not now: no connection, no answer, no room. */
  | { kind: 'waiting'; reason: string };

/** Sends events to a broker. */
export interface EventSender {
  /** Resolves when there is a connection; rejects with the reason when none of the brokers could be reached. */
  connect(): Promise<void>;

  /** Never rejects. */
  send(event: OutgoingEvent): Promise<Outcome>;

  close(): Promise<void>;
}
