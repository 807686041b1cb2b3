import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { EventSender, Outcome } from '../src/amqp/EventSender';
import { Unreadable } from '../src/event/Unreadable';
import type { Change } from '../src/feed/Change';
import { OutboxMetrics } from '../src/outbox/OutboxMetrics';
import { Teller } from '../src/outbox/Teller';
import { recordingLogger } from './support/log';

const change = (id: string, ref: string) => ({ id, ref, source: 'entity', op: 'updated' }) as Change;

describe('Teller', () => {
  const sent: string[] = [];
  const teller = (answer: (id: string) => Promise<Outcome>, turnMs?: number) => {
    sent.length = 0;
    const sender: EventSender = {
      connect: async () => {},
      close: async () => {},
      send: async ({ id }) => {
        sent.push(id);
        return answer(id);
      },
    };
    const render = async ({ id }: Change) => {
      if (id.startsWith('unreadable')) {
        throw new Unreadable('no JSON');
      }
      if (id.startsWith('database')) {
        throw new Error('connection lost');
      }
      return id.startsWith('noise') ? undefined : { id, address: 'a', body: '{}' };
    };
    return new Teller(sender, render, new OutboxMetrics('test'), recordingLogger(), turnMs);
  };
  const kinds = async (fates: Promise<Map<string, { kind: string }>>) =>
    Object.fromEntries([...(await fates)].map(([id, { kind }]) => [id, kind]));

  it('changes of one ref go one after the other, those of others beside them', async () => {
    let most = 0;
    let flying = 0;
    const tells = teller(async () => {
      most = Math.max(most, ++flying);
      await setTimeout(20);
      flying--;
      return { kind: 'accepted' };
    });
    await tells.tell([change('a1', 'a'), change('b1', 'b'), change('a2', 'a'), change('c1', 'c')]);
    assert.deepEqual(sent, ['a1', 'b1', 'c1', 'a2']);
    assert.equal(most, 3);
  });

  it('after one that is refused or waits, the later ones of its ref are not looked at', async () => {
    const tells = teller(async id => (id === 'a1' ? { kind: 'refused', reason: '' } : { kind: 'accepted' }));
    assert.deepEqual(await kinds(tells.tell([change('a1', 'a'), change('a2', 'a'), change('b1', 'b')])), {
      a1: 'refused',
      b1: 'done',
    });
  });

  it('noise is done unsent; what is unreadable is refused; a database that is away makes it wait', async () => {
    const tells = teller(async () => ({ kind: 'accepted' }));
    const changes = ['noise', 'unreadable', 'database'].map(id => change(id, id));
    assert.deepEqual(await kinds(tells.tell(changes)), { noise: 'done', unreadable: 'refused', database: 'waiting' });
    assert.deepEqual(sent, []);
  });

  it('a slow broker does not keep the turn without end', async () => {
    const tells = teller(async () => {
      await setTimeout(60);
      return { kind: 'accepted' };
    }, 100);
    const fates = await tells.tell(Array.from({ length: 50 }, (_, n) => change(`a${n}`, 'a')));
    assert.ok(fates.size >= 1 && fates.size <= 3, `${fates.size} were told`);
  });
});
