// The official OpenAI client, unchanged, against the stand-in of a running Weir. See README.md.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import OpenAI from 'openai';

const url = process.env.WEIR_URL;
if (!url) throw new Error('Set WEIR_URL to the address of a running Weir, such as http://127.0.0.1:8787.');
const providers = `${url.replace(/\/+$/, '')}/sandbox/providers/openai`;
const apiKey = process.env.WEIR_PROVIDER_KEY ?? 'sk-sandbox';
const client = new OpenAI({ apiKey, baseURL: `${providers}/v1`, maxRetries: 0 });

const story =
  'The river rose in the night. By morning the mill wheel stood still, and Anna walked the bank with a lantern she no ' +
  'longer needed. Her brother Tomas had promised to mend the weir before the rains. At the bend she found his coat, ' +
  'folded, dry, with the letter in its pocket, and she read it twice before she called out.';

const request = (more = {}) => ({
  model: 'gpt-5-mini',
  instructions: 'You summarise chapters.',
  input: [{ role: 'user', content: [{ type: 'input_text', text: story }] }],
  max_output_tokens: 1500,
  reasoning: { effort: 'low' },
  service_tier: 'flex',
  store: false,
  ...more,
});

/** Scripts the next call that carries the returned metadata, so that nobody else's call is touched. */
async function actOut(fault) {
  const run = randomUUID();
  const response = await fetch(`${providers}/script`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults: [{ match: { metadata: { run } }, ...fault }] }),
  });
  assert.equal(response.status, 200, await response.text());
  return { run };
}

async function collect(stream) {
  const events = [];
  for await (const event of stream) events.push(event);
  return events;
}

test('a buffered response is parsed', async () => {
  const response = await client.responses.create(request());
  assert.equal(response.status, 'completed');
  assert.match(response.output_text, /Anna/);
  assert.equal(response.service_tier, 'flex');
  assert.match(response._request_id, /^req_/);
  assert.deepEqual(response.output.map((item) => item.type), ['reasoning', 'message']);
  const { usage } = response;
  assert.equal(usage.total_tokens, usage.input_tokens + usage.output_tokens);
  assert.equal(usage.output_tokens_details.reasoning_tokens, 64);
  assert.equal(usage.input_tokens_details.cached_tokens, 0);
});

test('a stream has the same text and usage as the buffered response', async () => {
  const buffered = await client.responses.create(request());
  const events = await collect(await client.responses.create(request({ stream: true })));
  assert.equal(events[0].type, 'response.created');
  const completed = events.at(-1);
  assert.equal(completed.type, 'response.completed');
  assert.deepEqual(completed.response.usage, buffered.usage);
  const text = events.filter((event) => event.type === 'response.output_text.delta').map((event) => event.delta).join('');
  assert.equal(text, buffered.output_text);
  events.forEach((event, index) => assert.equal(event.sequence_number, index));
});

test('the streaming helper assembles the response', async () => {
  const stream = client.responses.stream(request());
  let deltas = '';
  stream.on('response.output_text.delta', (event) => (deltas += event.delta));
  const response = await stream.finalResponse();
  assert.equal(response.output_text, deltas);
  assert.equal(response.status, 'completed');
});

test('structured output is parsed', async () => {
  const schema = {
    type: 'object',
    properties: { summary: { type: 'string' }, people: { type: 'array', items: { type: 'string' } } },
    required: ['summary', 'people'],
    additionalProperties: false,
  };
  const text = { format: { type: 'json_schema', name: 'chapter', strict: true, schema } };
  const response = await client.responses.parse(request({ text }));
  assert.match(response.output_parsed.summary, /Anna/);
  assert.ok(Array.isArray(response.output_parsed.people));
});

test('tokens are counted and models listed', async () => {
  const { input_tokens } = await client.responses.inputTokens.count({ model: 'gpt-5-mini', input: story });
  assert.ok(input_tokens > 50 && input_tokens < 150, `${input_tokens}`);
  const names = [];
  for await (const model of client.models.list()) names.push(model.id);
  assert.ok(names.includes('gpt-5-mini'));
});

const typed = [
  ['a wrong key', new OpenAI({ apiKey: 'sk-wrong-0123456789', baseURL: `${providers}/v1`, maxRetries: 0 }), {},
    OpenAI.AuthenticationError, { status: 401, code: 'invalid_api_key' }],
  ['an unknown model', client, { model: 'gpt-9' }, OpenAI.NotFoundError, { status: 404, code: 'model_not_found', param: 'model' }],
  ['an unknown parameter', client, { messages: [] }, OpenAI.BadRequestError, { status: 400, code: 'unknown_parameter', param: 'messages' }],
  ['an unknown tier', client, { service_tier: 'turbo' }, OpenAI.BadRequestError, { status: 400, param: 'service_tier' }],
  ['a temperature', client, { temperature: 1 }, OpenAI.BadRequestError, { status: 400, code: 'unsupported_parameter', param: 'temperature' }],
];
for (const [what, by, more, type, members] of typed) {
  test(`${what} is a typed error`, async () => {
    await assert.rejects(by.responses.create(request(more)), (error) => {
      assert.ok(error instanceof type, `${error}`);
      for (const [name, value] of Object.entries(members)) assert.equal(error[name], value);
      assert.match(error.requestID, /^req_/);
      return true;
    });
  });
}

test('flex without capacity is a RateLimitError', async () => {
  const metadata = await actOut({ status: 429, code: 'resource_unavailable' });
  await assert.rejects(client.responses.create(request({ metadata })), (error) => {
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.equal(error.code, 'resource_unavailable');
    return true;
  });
});

test('a server error is retried by the client and then served', async () => {
  const metadata = await actOut({ status: 500 });
  const retrying = client.withOptions({ maxRetries: 1 });
  const response = await retrying.responses.create(request({ metadata }));
  assert.equal(response.status, 'completed');
});

test('a failed response is a response with an error', async () => {
  const metadata = await actOut({ status: 'failed', code: 'server_error' });
  const response = await client.responses.create(request({ metadata }));
  assert.equal(response.status, 'failed');
  assert.equal(response.error.code, 'server_error');
});

test('an incomplete response says why', async () => {
  const metadata = await actOut({ status: 'incomplete', code: 'max_output_tokens' });
  const events = await collect(await client.responses.create(request({ metadata, stream: true })));
  assert.equal(events.at(-1).type, 'response.incomplete');
  assert.equal(events.at(-1).response.incomplete_details.reason, 'max_output_tokens');
});

test('half a stream is an error, after what came', async () => {
  const metadata = await actOut({ cut_after_events: 8 });
  const events = [];
  await assert.rejects(async () => {
    for await (const event of await client.responses.create(request({ metadata, stream: true }))) events.push(event);
  });
  assert.equal(events.length, 8);
});

test('an error event ends a stream', async () => {
  const metadata = await actOut({ status: 'error', code: 'server_is_overloaded' });
  const events = await collect(await client.responses.create(request({ metadata, stream: true })));
  assert.equal(events.at(-1).type, 'error');
  assert.equal(events.at(-1).code, 'server_is_overloaded');
});
