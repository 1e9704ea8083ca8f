// An S3-compatible server for tests: s3rver, with its objects in memory so that a key may be any text. Below /-/ tests add and delete
// objects, set failures, and read the requests so far. It ends with its standard input.
'use strict';

const crypto = require('crypto');
const http = require('http');
const { Readable } = require('stream');
const S3rver = require('s3rver');
const S3Object = require('s3rver/lib/models/object');

// s3rver wraps the last key of a page in DES, which OpenSSL 3 no longer has. The token need not be secret.
crypto.createCipheriv = crypto.createDecipheriv = () => ({ update: data => Buffer.from(data), final: () => Buffer.alloc(0) });

class MemoryStore {
  constructor() {
    this.buckets = new Map();
  }

  objects(bucket) {
    if (!this.buckets.has(bucket)) this.buckets.set(bucket, new Map());
    return this.buckets.get(bucket);
  }

  async getBucket(name) {
    return this.buckets.has(name) ? { name, creationDate: new Date(0) } : null;
  }

  async getSubresource() {
    return null;
  }

  metadata({ content, modified }) {
    const md5 = crypto.createHash('md5').update(content).digest('hex');
    return { etag: `"${md5}"`, 'last-modified': modified.toUTCString(), 'content-length': content.length };
  }

  async listObjects(bucket, { prefix = '', startAfter = '', maxKeys }) {
    const after = Buffer.from(startAfter);
    const keys = [...this.objects(bucket).keys()]
      .filter(key => key.startsWith(prefix) && Buffer.compare(Buffer.from(key), after) > 0)
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return {
      objects: keys.slice(0, maxKeys).map(key => new S3Object(bucket, key, null, this.metadata(this.objects(bucket).get(key)))),
      commonPrefixes: [],
      isTruncated: keys.length > maxKeys,
    };
  }

  async getObject(bucket, key, { start = 0, end = Infinity } = {}) {
    const stored = this.objects(bucket).get(key);
    if (!stored) return null;
    const { content } = stored;
    const range = { start, end: Math.min(end, content.length - 1) };
    const object = new S3Object(bucket, key, null, this.metadata(stored));
    if (start > 0 || end < Infinity) object.range = range;
    if (range.start <= range.end) object.content = Readable.from([content.subarray(range.start, range.end + 1)], { objectMode: false });
    else if (!object.range) object.content = Readable.from([]);
    return object;
  }
}

const s3 = new S3rver({ silent: true, vhostBuckets: false, directory: '/nowhere' });
const store = (s3.store = s3.context.store = new MemoryStore());
// What XML cannot hold arrives encoded, as from real servers; s3rver leaves that out. Before the router, which comes last.
s3.middleware.splice(-1, 0, async (context, next) => {
  await next();
  const list = context.body && context.body.ListBucketResult;
  if (list && context.query['encoding-type'] === 'url') {
    list.EncodingType = 'url';
    for (const object of list.Contents) object.Key = encodeURIComponent(object.Key).replace(/%20/g, '+').replace(/%2F/g, '/');
  }
});
const answer = s3.callback();
const faults = [];
const asked = [];

async function order(request, response, url) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const given = name => url.searchParams.get(name);
  const objects = store.objects(given('bucket'));
  switch (`${request.method} ${url.pathname}`) {
    case 'PUT /-/object':
      objects.set(given('key'), { content: Buffer.concat(chunks), modified: new Date() });
      break;
    case 'DELETE /-/object':
      objects.delete(given('key'));
      break;
    case 'POST /-/fault':
      faults.push({ path: given('path'), kind: given('kind'), times: Number(given('times')), waiting: [] });
      break;
    case 'DELETE /-/fault':
      faults.filter(({ path }) => path.startsWith(`/${given('bucket')}`)).forEach(fault => (fault.times = 0));
      break;
    case 'GET /-/asked':
      response.end(JSON.stringify(asked.filter(({ path }) => path.startsWith(`/${given('bucket')}`))));
      return;
    default:
      response.statusCode = 404;
  }
  response.end();
}

function refuse(response, status, code) {
  response.statusCode = status;
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`);
}

/**
 * Fails a request: with a status; "drop" closes the connection at once; "cut" closes it halfway; "html" responds like another
 * server; "gather" responds once eight requests are waiting.
 */
function spoil(fault, request, response) {
  const { kind } = fault;
  switch (kind) {
    case 'drop':
      request.socket.destroy();
      return true;
    case 'cut': {
      const write = response.write;
      response.write = chunk => write.call(response, chunk.subarray(0, chunk.length >> 1), () => request.socket.destroy());
      return false;
    }
    case 'gather':
      fault.waiting.push(() => serve(request, response));
      if (fault.waiting.length === 8) fault.waiting.splice(0).forEach(go => go());
      return true;
    case 'html':
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Not S3</title><p>Hello.');
      return true;
    default:
      refuse(response, Number(kind), kind === '403' ? 'AccessDenied' : 'InternalError');
      return true;
  }
}

const secret = process.argv[2];
const hmac = (key, text) => crypto.createHmac('sha256', key).update(text).digest();

/** Whether a request that claims to be signed is so: AWS's signature of version 4, which s3rver does not look at. */
function isSignedAsItSays({ method, url, headers }) {
  const parts = /^AWS4-HMAC-SHA256 Credential=[^/]+\/((\d+)\/([^/]+)\/s3\/aws4_request), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(headers.authorization || '');
  if (!parts) return !headers.authorization;
  const [, scope, day, region, signed, signature] = parts;
  const [path, query = ''] = url.split('?');
  const canonical = [
    method, path, query.split('&').filter(Boolean).map(pair => (pair.includes('=') ? pair : `${pair}=`)).sort().join('&'),
    ...signed.split(';').map(name => `${name}:${headers[name].trim().replace(/ +/g, ' ')}`), '', signed, headers['x-amz-content-sha256'],
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, crypto.createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secret}`, day), region));
  return hmac(key, toSign).toString('hex') === signature;
}

function serve(request, response) {
  if (!isSignedAsItSays(request)) {
    refuse(response, 403, 'SignatureDoesNotMatch');
    return;
  }

  // s3rver's router takes no empty part in a path, which a key may well have. As it was sent: URL would tidy it.
  const [, bucket, key = '', query = ''] = /^\/([^/?]*)\/?([^?]*)(\?.*)?$/.exec(request.url);
  request.url = key ? `/${bucket}/${encodeURIComponent(decodeURIComponent(key))}${query}` : `/${bucket}${query}`;
  answer(request, response);
}

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname.startsWith('/-/')) {
    order(request, response, url);
    return;
  }

  asked.push({ path: request.url, range: request.headers.range ?? '' });
  const fault = faults.find(({ path, times }) => times > 0 && request.url.startsWith(path));
  if (fault) {
    fault.times--;
    if (spoil(fault, request, response)) return;
  }

  serve(request, response);
});

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit());
