import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isHex } from "#kernel/bytes";
import { hasRole, type Signer } from "#kernel/identity";
import { isPlainText } from "#kernel/shape";
import type { LedgerService } from "#ledger/service";
import type { StoredFile } from "#vault/file-store";
import { type ApiContext, deskOf, explorerOf, ledgerOf, requireSigner } from "./api-context.ts";
import { ERASERS } from "./personal.ts";
import { Problem } from "./problems.ts";
import { sendJson } from "./send-json.ts";

const FILE_BYTES_MAX = 20 * 1_048_576;
const NAME_MAX = 200;
const LIST_MAX = 500;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/;
const UNKNOWN_TYPE = "application/octet-stream";

/** A file is somebody else's and may be a web page: it is never shown as one of ours, and may run nothing. */
const DOWNLOAD_HEADERS = {
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; sandbox",
};

/** `…/files`: bytes by their hash. The ledger holds the hash; the bytes stay in the vault of this node and can be erased. */
export function fileRoutes(app: FastifyInstance, context: ApiContext): void {
  app.removeAllContentTypeParsers();
  // The bytes go on to disk as they arrive.
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

  app.post("/api/v1/ledgers/:name/files", { bodyLimit: FILE_BYTES_MAX }, async (request, reply) => {
    const service = ledgerOf(context, request);
    const { personId } = requireSigner(context, request, service);
    const name = fileName(request);
    const bytes = request.body as Readable | null | undefined;
    if (bytes === undefined || bytes === null) throw new Problem("body_empty");
    const type = mediaType(request.headers["content-type"]);
    const upload = { person: personId, name, type, bytes, bytesMax: FILE_BYTES_MAX, now: context.now() };
    const stored = await deskOf(context, service).files.put(upload);
    // The rest of the body is not read, so the connection cannot be used again.
    if (stored === "too_large" || stored === "full") reply.header("connection", "close");
    if (stored === "too_large") throw new Problem("file_too_large");
    if (stored === "full") throw new Problem("files_full");
    return sendJson(reply.code(201), stored);
  });

  app.get("/api/v1/ledgers/:name/files", (request, reply) => {
    const service = ledgerOf(context, request);
    const { personId } = requireSigner(context, request, service);
    return sendJson(reply, { items: deskOf(context, service).files.ofPerson(personId, LIST_MAX) });
  });

  app.get("/api/v1/ledgers/:name/files/:hash", (request, reply) => {
    const service = ledgerOf(context, request);
    const viewer = requireSigner(context, request, service);
    const file = visibleFile(context, service, viewer, hashOf(request));
    return sendFile(reply, file, deskOf(context, service).files.read(file.hash));
  });

  app.delete("/api/v1/ledgers/:name/files/:hash", (request, reply) => {
    const service = ledgerOf(context, request);
    const viewer = requireSigner(context, request, service);
    const hash = hashOf(request);
    const isEraser = hasRole(viewer, ...ERASERS);
    const desk = deskOf(context, service);
    // Who may erase all files may know which there are.
    if (!isEraser && desk.files.uploadedBy(hash, viewer.personId) === undefined) throw new Problem("file_not_found");
    if (!isEraser && explorerOf(context, service).isDocumentNamed(hash)) throw new Problem("file_named");
    if (!desk.eraseFile(hash)) throw new Problem("file_not_found");
    request.log.info({ requestId: request.id, ledger: service.name, hash, by: viewer.keyId }, "a file was erased");
    return sendJson(reply, { erased: hash });
  });
}

/** The file, for who uploaded it and who may see a row that names it. Everyone else learns nothing of it. */
function visibleFile(context: ApiContext, service: LedgerService, viewer: Signer, hash: string): StoredFile {
  const { files } = deskOf(context, service);
  const own = files.uploadedBy(hash, viewer.personId);
  if (own !== undefined) return own;
  const file = files.first(hash);
  if (file === undefined || !explorerOf(context, service).namesDocument(hash, viewer))
    throw new Problem("file_not_found");
  return file;
}

function sendFile(reply: FastifyReply, { name, type, size }: StoredFile, bytes: Readable): FastifyReply {
  return reply
    .headers(DOWNLOAD_HEADERS)
    .header("content-type", type)
    .header("content-length", size)
    .header("content-disposition", `attachment; filename*=UTF-8''${encoded(name)}`)
    .send(bytes);
}

function fileName(request: FastifyRequest): string {
  const { name } = request.query as { readonly name?: unknown };
  const issue = (code: string) => new Problem("input_unfit", { issues: [{ path: "name", code, wants: {} }] });
  if (typeof name !== "string" || name === "") throw issue("required");
  // Neither folders nor what looks like another name.
  if (name.length > NAME_MAX || !isPlainText(name) || /[\\/\n]/.test(name)) throw issue("bad_text");
  return name;
}

function mediaType(header: string | undefined): string {
  const type = (header ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return MEDIA_TYPE.test(type) ? type : UNKNOWN_TYPE;
}

function hashOf(request: FastifyRequest): string {
  const { hash } = request.params as { readonly hash: string };
  if (hash.length !== 64 || !isHex(hash)) throw new Problem("file_not_found");
  return hash;
}

/** [RFC 8187] A name in a header. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
