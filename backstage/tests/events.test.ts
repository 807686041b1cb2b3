import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { taskFacts } from '../src/event/scaffolderEvent';
import { isSignificant } from '../src/event/significantChange';

describe('isSignificant', () => {
  const entity = { kind: 'Component', metadata: { name: 'a', etag: '1', annotations: { x: 'y' } }, spec: { owner: 'b' } };

  it('no change of relations, status, etag and the orphan annotation is one', () => {
    assert.equal(
      isSignificant(entity, {
        ...entity,
        metadata: { ...entity.metadata, etag: '2', annotations: { x: 'y', 'backstage.io/orphan': 'true' } },
        relations: [{ type: 'ownedBy' }],
        status: { items: [] },
      }),
      false,
    );
  });

  it('the order of keys is none; a change of the spec, a label or another annotation is one', () => {
    assert.equal(isSignificant(entity, { spec: entity.spec, metadata: entity.metadata, kind: 'Component' }), false);
    assert.equal(isSignificant(entity, { ...entity, spec: { owner: 'c' } }), true);
    assert.equal(isSignificant(entity, { ...entity, metadata: { ...entity.metadata, labels: { a: 'b' } } }), true);
    assert.equal(isSignificant(entity, { ...entity, metadata: { ...entity.metadata, annotations: { x: 'z' } } }), true);
  });
});

describe('taskFacts', () => {
  it('tells the template and the user, and nothing else of the task', () => {
    const spec = JSON.stringify({
      templateInfo: { entityRef: 'template:default/react', entity: { metadata: {} } },
      parameters: { token: 'hidden' },
      user: { entity: { spec: { profile: { email: 'a@example.com' } } } },
    });
    assert.deepEqual(taskFacts({ spec, created_by: 'user:default/a' }), {
      templateRef: 'template:default/react',
      createdBy: 'user:default/a',
    });
  });

  it('leaves out what is no reference: an e-mail address, nothing, a specification that is no JSON', () => {
    assert.deepEqual(taskFacts({ spec: '{}', created_by: 'a@example.com' }), {});
    assert.deepEqual(taskFacts({ spec: '{}', created_by: 'user:default/a@example.com' }), {});
    assert.deepEqual(taskFacts({ spec: '{', created_by: null }), {});
    assert.deepEqual(taskFacts(undefined), {});
  });
});
