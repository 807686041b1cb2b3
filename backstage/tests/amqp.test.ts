import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AmqpSender } from '../src/amqp/AmqpSender';
import { parseBroker } from '../src/amqp/Broker';
import { FakeBroker } from './support/FakeBroker';
import { recordingLogger } from './support/log';

const event = (id: string, address = 'backstage/catalog/entity') => ({ id, address, body: `{"eventPayload":{},"n":"${id}"}` });

describe('AmqpSender', () => {
  let broker: FakeBroker;
  let sender: AmqpSender;
  const senders: AmqpSender[] = [];

  function senderTo(urls: string[], more = {}) {
    const made = new AmqpSender(
      { brokers: urls.map(parseBroker), sasl: 'plain', tls: {}, timeoutMs: 500, ...more },
      recordingLogger(),
    );
    senders.push(made);
    return made;
  }

  beforeEach(async () => {
    broker = await new FakeBroker().start();
    sender = senderTo([broker.url]);
  });

  afterEach(async () => {
    await Promise.all(senders.splice(0).map(each => each.close()));
    await broker.stop();
  });

  it('an event arrives durable, with its id, byte for byte', async () => {
    await sender.connect();
    assert.deepEqual(await sender.send(event('é1')), { kind: 'accepted' });
    const [{ id, address, text, durable }] = broker.arrived;
    assert.deepEqual({ id, address, text, durable }, {
      id: 'é1',
      address: 'backstage/catalog/entity',
      text: event('é1').body,
      durable: true,
    });
  });

  it('a rejected event is refused with the reason of the broker', async () => {
    broker.answer = () => ({ reject: 'amqp:not-allowed' });
    await sender.connect();
    assert.deepEqual(await sender.send(event('1')), { kind: 'refused', reason: 'amqp:not-allowed: as the test wants it' });
  });

  it('of events sent side by side each has the answer that the broker gave to it', async () => {
    broker.answer = ({ id }) => (id.startsWith('bad') ? { reject: 'amqp:not-allowed' } : 'accept');
    await sender.connect();
    // With the link open, the others go in one piece.
    await sender.send(event('good 1'));
    const outcomes = await Promise.all(['good 2', 'bad 1', 'bad 2', 'good 3'].map(id => sender.send(event(id))));
    assert.deepEqual(outcomes.map(({ kind }) => kind), ['accepted', 'refused', 'refused', 'accepted']);
    assert.deepEqual(broker.arrived.map(({ id }) => id), ['good 1', 'good 2', 'good 3']);
  });

  it('an event waits where the broker has no room, or gives it back', async () => {
    await sender.connect();
    broker.answer = () => ({ reject: 'amqp:resource-limit-exceeded' });
    assert.equal((await sender.send(event('1'))).kind, 'waiting');
    broker.answer = () => 'release';
    assert.equal((await sender.send(event('2'))).kind, 'waiting');
  });

  it('a broker that does not answer in time loses its connection, and the next one works', async () => {
    broker.answer = () => 'silence';
    await sender.connect();
    const outcome = await sender.send(event('1'));
    assert.deepEqual(outcome, { kind: 'waiting', reason: 'no answer to an event within 500 ms' });
    assert.equal((await sender.send(event('2'))).kind, 'waiting');
    broker.answer = () => 'accept';
    await sender.connect();
    assert.equal((await sender.send(event('2'))).kind, 'accepted');
  });

  it('a broker that gives no credit makes events wait, and takes them when it gives some', async () => {
    broker.credit = 0;
    await sender.connect();
    assert.match(JSON.stringify(await sender.send(event('1'))), /waiting.*no credit/);
    // The broker never thinks of the first link again.
    broker.credit = 1000;
    assert.equal((await sender.send(event('1'))).kind, 'accepted');
    assert.deepEqual(broker.arrived.map(({ id }) => id), ['1']);
  });

  it('many events at once all arrive with little credit', async () => {
    broker.credit = 3;
    const patient = senderTo([broker.url], { timeoutMs: 10_000 });
    await patient.connect();
    const ids = Array.from({ length: 200 }, (_, n) => String(n));
    const outcomes = await Promise.all(ids.map(id => patient.send(event(id))));
    assert.ok(outcomes.every(({ kind }) => kind === 'accepted'));
    assert.deepEqual(broker.arrived.map(({ id }) => id).sort(), ids.sort());
  });

  it('an address where we may not send is postponed, another one works', async () => {
    broker.forbidden.add('secret');
    await sender.connect();
    const outcome = await sender.send(event('1', 'secret'));
    assert.equal(outcome.kind, 'postponed');
    assert.match(JSON.stringify(outcome), /unauthorized-access/);
    assert.equal((await sender.send(event('2'))).kind, 'accepted');
    broker.forbidden.clear();
    assert.equal((await sender.send(event('3', 'secret'))).kind, 'accepted');
  });

  it('what is on its way when the connection breaks waits', async () => {
    broker.answer = () => 'silence';
    await sender.connect();
    const sent = sender.send(event('1'));
    setTimeout(() => broker.stop(), 100);
    assert.equal((await sent).kind, 'waiting');
    await assert.rejects(sender.connect(), /ECONNREFUSED/);
    broker = await broker.restart();
    broker.answer = () => 'accept';
    await sender.connect();
    assert.equal((await sender.send(event('1'))).kind, 'accepted');
  });

  it('a session that the broker ends is a lost connection, and the next one works', async () => {
    broker.answer = () => 'end the session';
    await sender.connect();
    assert.deepEqual(await sender.send(event('1')), { kind: 'waiting', reason: 'amqp:internal-error: as the test wants it' });
    broker.answer = () => 'accept';
    await sender.connect();
    assert.equal((await sender.send(event('1'))).kind, 'accepted');
  });

  it('takes the first of several brokers that lets it in', async () => {
    const away = await new FakeBroker().start();
    await away.stop();
    const several = senderTo([away.url, broker.url]);
    await several.connect();
    assert.equal((await several.send(event('1'))).kind, 'accepted');
  });

  it('a broker that is no AMQP broker, or says nothing, is an error with a reason', async () => {
    const { createServer } = await import('node:net');
    const mute = createServer(socket => socket.resume()).listen(0, '127.0.0.1');
    const http = createServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    const port = (server: any) => server.address().port;
    await new Promise(resolve => setTimeout(resolve, 50));
    await assert.rejects(senderTo([`amqp://127.0.0.1:${port(mute)}`]).connect(), /no answer within 500 ms/);
    await assert.rejects(senderTo([`amqp://127.0.0.1:${port(http)}`]).connect(), /AMQP/);
    mute.close();
    http.close();
  });

  it('logs in with user and password, and says so when they are wrong', async () => {
    const login = new FakeBroker();
    (login as any).container.sasl_server_mechanisms.enable_plain((user: string, password: string) => user === 'me' && password === 'right');
    await login.start();
    const right = senderTo([login.url], { username: 'me', password: 'right' });
    await right.connect();
    assert.equal((await right.send(event('1'))).kind, 'accepted');
    await assert.rejects(senderTo([login.url], { username: 'me', password: 'wrong' }).connect(), /auth/i);
    await right.close();
    await login.stop();
  });
});

describe('AmqpSender with TLS', () => {
  it('trusts the authority it is told to, shows its certificate, and nobody else gets in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stagedoor-tls-'));
    const pem = (name: string) => join(folder, `${name}.pem`);
    execFileSync('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', pem('key'), '-out', pem('cert')],
    ], { stdio: 'ignore' });
    const read = (name: string) => readFileSync(pem(name));
    const broker = await new FakeBroker().start({
      transport: 'tls', key: read('key'), cert: read('cert'), ca: read('cert'), requestCert: true, rejectUnauthorized: true,
    });
    const senderWith = (tls: object) =>
      new AmqpSender(
        { brokers: [parseBroker(`amqps://localhost:${broker.port}`)], sasl: 'plain', tls, timeoutMs: 2000 },
        recordingLogger(),
      );
    const good = senderWith({ caFile: pem('cert'), certFile: pem('cert'), keyFile: pem('key') });
    await good.connect();
    assert.equal((await good.send(event('1'))).kind, 'accepted');
    await assert.rejects(senderWith({ certFile: pem('cert'), keyFile: pem('key') }).connect(), /self-signed|certificate/i);
    await assert.rejects(senderWith({ caFile: pem('cert') }).connect());
    await good.close();
    await broker.stop();
    await rm(folder, { recursive: true });
  });
});

describe('parseBroker', () => {
  it('knows the ports of AMQP', () => {
    assert.deepEqual(parseBroker('amqp://broker'), { host: 'broker', port: 5672, tls: false });
    assert.deepEqual(parseBroker('amqps://[::1]'), { host: '::1', port: 5671, tls: true });
    assert.deepEqual(parseBroker('amqp://broker:1234'), { host: 'broker', port: 1234, tls: false });
  });

  it('refuses another protocol and a password in the URL, and does not repeat it', () => {
    assert.throws(() => parseBroker('http://broker'), /amqp:\/\//);
    assert.throws(() => parseBroker('amqp://me:hidden@broker'), error => !String(error).includes('hidden'));
  });
});
