/** A worker for tests: says that it is up, and ends when it is told to. */
process.on("message", () => {
  process.stdout.write("told to stop\n");
  process.disconnect();
});
process.send?.("ready");
process.stdout.write("worker is up\n");
