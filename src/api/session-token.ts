import type { FastifyRequest } from "fastify";
import { sha256Hex } from "#kernel/crypto";

/** The token of a session on its way: as bearer token (RFC 6750), or in a cookie that scripts cannot read. */

/** Name of the cookie. Browsers share cookies between ports, so each node has its own. */
export function cookieName(node: string): string {
  return `sanlian_${sha256Hex(node).slice(0, 8)}`;
}

/** The token that a request brings; undefined when it brings none. */
export function tokenOf(request: Pick<FastifyRequest, "headers">, node: string): string | undefined {
  const { authorization, cookie } = request.headers;
  const bearer = authorization === undefined ? undefined : /^Bearer ([A-Za-z0-9_-]{1,100})$/i.exec(authorization)?.[1];
  if (bearer !== undefined) return bearer;
  if (cookie === undefined || isFromElsewhere(request)) return undefined;
  const start = `${cookieName(node)}=`;
  const entry = cookie.split(";").find((part) => part.trimStart().startsWith(start));
  return entry?.trim().slice(start.length);
}

/** Set-Cookie that hands the token to a browser, or takes it back when `maxAgeSeconds` is 0. */
export function sessionCookie(node: string, token: string, maxAgeSeconds: number, isTls: boolean): string {
  const secure = isTls ? "; Secure" : "";
  return `${cookieName(node)}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure}`;
}

/** SameSite does not tell ports and subdomains apart; Fetch Metadata does, where the browser sends it. */
function isFromElsewhere(request: Pick<FastifyRequest, "headers">): boolean {
  const site = request.headers["sec-fetch-site"];
  return site === "cross-site" || site === "same-site";
}
