import { describe, expect, test } from "vitest";
import { AppError } from "#errors.ts";
import { fromAws } from "./failure.ts";

const fault = (more: object, message = "it failed") => Object.assign(new Error(message), more);
const answered = (httpStatusCode: number, name = "Error") => fault({ name, $metadata: { httpStatusCode } });

describe("what the SDK throws", () => {
  test.each<[string, unknown]>([
    ...[
      "ECONNREFUSED",
      "ECONNRESET",
      "EPIPE",
      "ETIMEDOUT",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ENOTFOUND",
      "EAI_AGAIN",
    ].map((code): [string, unknown] => [code, fault({ code })]),
    ["a body that closed too early", fault({ code: "ERR_STREAM_PREMATURE_CLOSE" })],
    ...["TimeoutError", "AbortError", "RequestTimeout", "RequestTimeoutException"].map((name): [string, unknown] => [
      name,
      fault({ name }),
    ]),
    ...[
      "SlowDown",
      "Throttling",
      "ThrottlingException",
      "TooManyRequestsException",
      "RequestLimitExceeded",
      "ProvisionedThroughputExceededException",
      "RequestThrottled",
    ].map((name): [string, unknown] => [name, fault({ name })]),
    ["OperationAborted", fault({ name: "OperationAborted", $metadata: { httpStatusCode: 409 } })],
    ["ConditionalRequestConflict", fault({ name: "ConditionalRequestConflict", $metadata: { httpStatusCode: 409 } })],
    ["a code in the answer", { Code: "SlowDown" }],
    ...[429, 500, 502, 503, 504, 507, 599].map((status): [string, unknown] => [`${status}`, answered(status)]),
    ["what it marks as worth another try", fault({ $retryable: {} })],
    ["a cause that passes", new Error("no answer", { cause: fault({ code: "ECONNRESET" }) })],
  ])("is `busy` where it passes by itself: %s", (_, error) => {
    expect(fromAws(error, "S3")).toMatchObject({ code: "busy", retryAfter: 5, cause: error });
    expect(fromAws(error, "DynamoDB")).toMatchObject({ code: "busy", retryAfter: 2, cause: error });
  });

  test.each<[string, unknown]>([
    ["refused", answered(403, "AccessDenied")],
    ["not there", answered(404, "NoSuchBucket")],
    ["a condition that is not met", answered(412, "PreconditionFailed")],
    ["wrongly asked", answered(400, "ValidationException")],
    ["a table that is not there", answered(400, "ResourceNotFoundException")],
    ["a fault of ours", new TypeError("undefined is not a function")],
    ["a text", "no"],
    ["nothing", undefined],
    ["null", null],
  ])("is `internal` where another try would end the same way: %s", (_, error) => {
    expect(fromAws(error, "S3")).toMatchObject({ code: "internal", retryAfter: null });
    expect(fromAws(error, "DynamoDB")).toMatchObject({ code: "internal", retryAfter: null });
  });

  test.each(["ENOSPC", "EDQUOT"])("is `storage_full` where this machine's disk is: %s", (code) => {
    expect(fromAws(fault({ code }), "S3").code).toBe("storage_full");
  });

  test("stays as it is where it has a sentence already", () => {
    const known = new AppError("not_found", "No.");
    expect(fromAws(known, "S3")).toBe(known);
    expect(fromAws(known, "DynamoDB")).toBe(known);
  });
});
