import { Agent, type IncomingMessage, request } from "node:http";

/** What came back of a request. */
export interface Reply {
  readonly status: number;
  readonly body: Buffer;
  /** False when the connection ended inside the body. */
  readonly isWhole: boolean;
  readonly retryAfter: string | undefined;
}

/** HTTP to a node that may die at any moment: a request whose connection breaks before a reply gives undefined. */
export class NodeClient {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string) {
    this.#url = url;
  }

  get(path: string): Promise<Reply | undefined> {
    return this.#send("GET", path);
  }

  /** Posts submissions: one as JSON, or many as NDJSON. */
  submit(texts: readonly string[], isMany = texts.length !== 1): Promise<Reply | undefined> {
    const type = isMany ? "application/x-ndjson" : "application/json";
    return this.#send("POST", "/api/v1/ledgers/test/transactions", texts.join("\n"), type);
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, body = "", type?: string): Promise<Reply | undefined> {
    const headers = type === undefined ? {} : { "content-type": type, "content-length": Buffer.byteLength(body) };
    return new Promise((resolve) => {
      const sent = request(new URL(path, this.#url), { method, agent: this.#agent, headers }, (response) =>
        gather(response, resolve),
      );
      sent.on("error", () => resolve(undefined));
      sent.end(body);
    });
  }
}

function gather(response: IncomingMessage, resolve: (reply: Reply) => void): void {
  const parts: Buffer[] = [];
  const finish = (isWhole: boolean) => {
    const retryAfter = response.headers["retry-after"];
    resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts), isWhole, retryAfter });
  };
  response.on("data", (part: Buffer) => parts.push(part));
  response.on("end", () => finish(true));
  response.on("error", () => finish(false));
}
