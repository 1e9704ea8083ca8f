// Uses the client that is generated from the API's document, as a stranger's program would; prints what it was answered.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: string[] };

const client = createClient<paths>({ baseUrl: process.argv[2]! });

const search = await client.GET("/api/search", { params: { query: { q: "cat", limit: 2, type: "jpeg" } } });
const hits: components["schemas"]["SearchHitResponse"][] = search.data!.hits;
const similar = await client.GET("/api/photos/{id}/similar", { params: { path: { id: hits[0]!.id }, query: { limit: 1 } } });
const several = await client.GET("/api/photos/similar", { params: { query: { id: hits.map(hit => hit.id), limit: 1 } } });
const photo = await client.GET("/api/photos/{id}", { params: { path: { id: hits[0]!.id } } });
const list = await client.GET("/api/photos", { params: { query: { limit: 3 } } });
const missing = await client.GET("/api/photos/{id}", { params: { path: { id: 987654321 } } });
const blank = await client.GET("/api/search", { params: { query: { q: " " } } });

// @ts-expect-error The document says which types there are, and that a limit is a number.
void (() => client.GET("/api/search", { params: { query: { type: "exe" } } }));
// @ts-expect-error
void (() => client.GET("/api/search", { params: { query: { limit: "many" } } }));
// @ts-expect-error It says which addresses there are.
void (() => client.GET("/api/nowhere"));

console.log(JSON.stringify({
  found: hits.map(hit => hit.path),
  score: typeof hits[0]!.score,
  similar: similar.data!.hits[0]!.id !== hits[0]!.id,
  several: hits.every(hit => several.data!.hits[0]!.id !== hit.id),
  type: photo.data!.type,
  listed: [list.data!.photos.length, list.data!.total],
  missing: [missing.response.status, missing.error!.title],
  blank: [blank.response.status, blank.error!.detail],
}));
