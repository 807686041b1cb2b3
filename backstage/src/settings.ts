import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { parseBroker, type BrokerSettings } from './amqp/Broker';
import type { CatalogEventSettings } from './event/catalogEvent';

const TIMEOUT_MS = 10_000;
const REFUSALS = 10;
const ROWS = 1_000_000;
const AGE_MS = 7 * 24 * 3_600_000;

/** How far an outbox goes. */
export interface OutboxSettings {
  refusals: number;
  maxRows: number;
  maxAgeMs: number;
}

/** Which parts of a TechDocs build are watched. */
export interface TechdocsSettings {
  preparer: boolean;
  generator: boolean;
  publisher: boolean;
}

type Config = RootConfigService;

/** Whether `stagedoor` is switched on, as a whole and this part of it. */
export function isEnabled(config: Config, part: 'catalog' | 'scaffolder' | 'techdocs'): boolean {
  return (
    (config.getOptionalBoolean('stagedoor.enabled') ?? true) &&
    (config.getOptionalBoolean(`stagedoor.${part}.enabled`) ?? true)
  );
}

export function readBroker(config: Config): BrokerSettings {
  const url = config.getOptional('stagedoor.broker.url');
  const urls = Array.isArray(url)
    ? config.getStringArray('stagedoor.broker.url')
    : config.getString('stagedoor.broker.url').split(',');
  const timeoutMs = duration(config, 'stagedoor.broker.timeout') ?? TIMEOUT_MS;
  if (timeoutMs < 100 || timeoutMs > 30_000) {
    throw new Error('stagedoor.broker.timeout must be between 100 milliseconds and 30 seconds');
  }
  return {
    brokers: urls.map(text => parseBroker(text.trim())),
    username: config.getOptionalString('stagedoor.broker.username'),
    password: config.getOptionalString('stagedoor.broker.password'),
    sasl: oneOf(config, 'stagedoor.broker.sasl', ['plain', 'external']),
    tls: {
      caFile: config.getOptionalString('stagedoor.broker.tls.caFile'),
      certFile: config.getOptionalString('stagedoor.broker.tls.certFile'),
      keyFile: config.getOptionalString('stagedoor.broker.tls.keyFile'),
      passphrase: config.getOptionalString('stagedoor.broker.tls.passphrase'),
    },
    timeoutMs,
  };
}

export function readOutbox(config: Config): OutboxSettings {
  return {
    refusals: atLeast(config, 'stagedoor.outbox.refusals', 1) ?? REFUSALS,
    maxRows: atLeast(config, 'stagedoor.outbox.limits.rows', 1) ?? ROWS,
    maxAgeMs: duration(config, 'stagedoor.outbox.limits.age') ?? AGE_MS,
  };
}

/** `backstage/catalog`, where the name of this Backstage is the default. */
export function readSource(config: Config, plugin: string): string {
  return `${config.getOptionalString('stagedoor.source') ?? 'backstage'}/${plugin}`;
}

export function readCatalog(config: Config): CatalogEventSettings & { backfill: boolean } {
  return {
    source: readSource(config, 'catalog'),
    relations: config.getOptionalBoolean('stagedoor.catalog.relations') ?? false,
    entity: oneOf(config, 'stagedoor.catalog.entity', ['identity', 'full']),
    backfill: config.getOptionalBoolean('stagedoor.catalog.backfill') ?? false,
  };
}

export function readTechdocs(config: Config): TechdocsSettings {
  const hook = (name: string) => config.getOptionalBoolean(`stagedoor.techdocs.${name}`) ?? false;
  return { preparer: hook('preparer'), generator: hook('generator'), publisher: hook('publisher') };
}

/** The address of a channel: the contract's, unless the configuration has another one. */
export function readAddress(config: Config, channel: string, standard: string): string {
  return config.getOptionalString(`stagedoor.addresses.${channel}`) ?? standard;
}

/** Which topics of the events service go to which addresses. */
export function readPublisher(config: Config): { topic: string; address: string }[] {
  return (config.getOptionalConfigArray('stagedoor.publisher.topics') ?? []).map(entry => ({
    topic: entry.getString('topic'),
    address: entry.getString('amqp.address'),
  }));
}

function duration(config: Config, key: string): number | undefined {
  return config.has(key) ? durationToMilliseconds(readDurationFromConfig(config, { key })) : undefined;
}

function atLeast(config: Config, key: string, least: number): number | undefined {
  const value = config.getOptionalNumber(key);
  if (value !== undefined && (!Number.isInteger(value) || value < least)) {
    throw new Error(`${key} must be a whole number of at least ${least}, not ${value}`);
  }
  return value;
}

/** The first one is the default. */
function oneOf<T extends string>(config: Config, key: string, values: [T, ...T[]]): T {
  const value = config.getOptionalString(key) ?? values[0];
  if (!values.includes(value as T)) {
    throw new Error(`${key} must be one of ${values.join(', ')}, not '${value}'`);
  }
  return value as T;
}
