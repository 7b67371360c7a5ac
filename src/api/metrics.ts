import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { LedgerService } from "#ledger/service";
import { countOutcomes } from "./count-outcomes.ts";

/** Prometheus metrics of one node. Labels are ledgers, routes, methods, statuses and outcomes: all of bounded number. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #transactions: Counter<"ledger" | "outcome">;
  readonly #requests: Histogram<"method" | "route" | "status">;

  /** `streams` gives the number of open event streams. */
  constructor(services: ReadonlyMap<string, LedgerService>, streams: () => number) {
    const registers = [this.#registry];
    this.#transactions = new Counter({
      name: "sanlian_transactions_total",
      help: "Answered submissions by outcome: done, rejected, fault, duplicate, skipped, refused.",
      labelNames: ["ledger", "outcome"],
      registers,
    });
    this.#requests = new Histogram({
      name: "sanlian_http_request_seconds",
      help: "Time from the head of a request to the end of its answer.",
      labelNames: ["method", "route", "status"],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    });
    this.#gaugePerLedger("sanlian_queue_length", "Submissions accepted and not answered yet.", services, (ledger) =>
      ledger.pending(),
    );
    this.#gaugePerLedger(
      "sanlian_block_height",
      "Height of the last block.",
      services,
      (ledger) => ledger.reader.head().height,
    );
    this.#gaugePerLedger("sanlian_leaves", "Leaves of the ledger.", services, (ledger) => ledger.reader.head().size);
    this.#gaugePerLedger(
      "sanlian_ledger_running",
      "1 while the ledger takes transactions, else 0.",
      services,
      (ledger) => (ledger.stopped() === undefined ? 1 : 0),
    );
    this.#gauge("sanlian_event_streams", "Open event streams.", streams);
    this.#gauge("process_resident_memory_bytes", "Resident memory of the process.", () => process.memoryUsage.rss());
    this.#gauge("process_uptime_seconds", "Time since the process started.", () => process.uptime());
  }

  /** Counts the answers to one request, one a line. */
  countAnswers(ledger: string, answers: string): void {
    for (const [outcome, count] of countOutcomes(answers)) this.#transactions.inc({ ledger, outcome }, count);
  }

  /** Records one answered request. `route` is the pattern of the route, never the path that was asked for. */
  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  /** Everything in the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }

  #gaugePerLedger(
    name: string,
    help: string,
    services: ReadonlyMap<string, LedgerService>,
    read: (service: LedgerService) => number,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: ["ledger"],
      registers: [this.#registry],
      collect() {
        for (const [ledger, service] of services) this.set({ ledger }, read(service));
      },
    });
  }
}
