import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startWorkerProcess } from "./worker-process.ts";

vi.mock("node:child_process", () => ({ fork: vi.fn() }));

/** What `fork` answers: a child that is there, or, without a process id, one that never was. */
class Child extends EventEmitter {
  connected = true;
  send = vi.fn();
  kill = vi.fn();
  readonly pid: number | undefined;
  constructor(pid?: number) {
    super();
    this.pid = pid;
  }
}

const failure = (code: string) => Object.assign(new Error(`spawn ${code}`), { code });
const forks = vi.mocked(fork);
const onDeath = vi.fn();
const error = vi.fn();
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const start = () =>
  startWorkerProcess("/worker", { env: {} as NodeJS.ProcessEnv, log: { error }, onDeath, clock: Date.now });

/** The next start succeeds. */
function child(pid = 7): Child {
  const made = new Child(pid);
  forks.mockReturnValueOnce(made as never);
  return made;
}

/** The next start fails as Node tells it: EAGAIN and EMFILE by an event, ENOMEM by a throw. */
function noChild(code: string): void {
  const made = new Child();
  forks.mockImplementationOnce(() => {
    if (code === "ENOMEM") throw failure(code);
    process.nextTick(() => made.emit("error", failure(code)));
    return made as never;
  });
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
});

test.each(["EAGAIN", "EMFILE", "ENOMEM"])("starts again after %s, at growing intervals", async (code) => {
  for (let times = 0; times < 9; times++) noChild(code);
  start();
  for (const pause of [100, 200, 400, 800, 1600, 3200, 6400, 10_000]) {
    const before = forks.mock.calls.length;
    await pass(pause - 1);
    expect(forks).toHaveBeenCalledTimes(before);
    await pass(1);
    expect(forks).toHaveBeenCalledTimes(before + 1);
  }
  expect(onDeath).toHaveBeenCalledTimes(9);
});

test("starts again where letting go of its messages fails", async () => {
  onDeath.mockImplementationOnce(() => {
    throw new Error("database is locked");
  });
  const first = child();
  start();
  first.emit("exit", null, "SIGKILL");
  const second = child();
  await pass(100);
  expect(forks).toHaveBeenCalledTimes(2);
  second.emit("message", "ready");
});

test("is healthy while the worker is up, and for half a minute while it is not", async () => {
  const first = child();
  const worker = start();
  expect(worker.healthy()).toBe(true);
  await pass(29_999);
  expect(worker.healthy()).toBe(true);
  await pass(1);
  expect(worker.healthy()).toBe(false); // it hangs at its start
  first.emit("message", "ready");
  await pass(3_600_000);
  expect(worker.healthy()).toBe(true);
  for (let times = 0; times < 20; times++) noChild("EAGAIN");
  first.emit("exit", null, "SIGKILL");
  await pass(29_999);
  expect(worker.healthy()).toBe(true);
  await pass(1);
  expect(worker.healthy()).toBe(false);
});

test("a worker that lives but dies at each start is not healthy", async () => {
  for (let times = 0; times < 20; times++) {
    const made = new Child(7);
    forks.mockImplementationOnce(() => {
      setTimeout(() => made.emit("exit", 1, null), 50);
      return made as never;
    });
  }
  const worker = start();
  await pass(30_000);
  expect(worker.healthy()).toBe(false);
  await worker.stop(1);
});

test("can be stopped between two starts, and starts nothing afterwards", async () => {
  noChild("ENOMEM");
  await start().stop(1);
  await pass(60_000);
  expect(forks).toHaveBeenCalledTimes(1);
});

test("can be stopped before it hears that there is no worker", async () => {
  noChild("EAGAIN");
  await start().stop(1);
  await pass(60_000);
  expect(forks).toHaveBeenCalledTimes(1);
});

test("is stopped when the worker has ended: by itself, or killed once its time is over", async () => {
  const made = child();
  made.kill.mockImplementation(() => made.emit("exit", null, "SIGKILL"));
  made.send.mockImplementation(() => made.emit("error", failure("ERR_IPC_CHANNEL_CLOSED"))); // the channel broke
  const stopped = start().stop(5_000);
  await pass(4_999);
  expect(made.kill).not.toHaveBeenCalled();
  await pass(1);
  await stopped;
  expect(made.kill).toHaveBeenCalledWith("SIGKILL");
  expect(onDeath).not.toHaveBeenCalled();
});
