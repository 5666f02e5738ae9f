import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Properties, resourcesOf, synthesize, text } from "./stacks.fixture.ts";

const { app, data } = synthesize();
const BUCKET = "arn:<Partition>:s3:::proofsheet-images-<AccountId>-<Region>";
const TABLE = "<CatalogTable>";
const VPC =
  "ec2:AssignPrivateIpAddresses ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:UnassignPrivateIpAddresses";

/** What each role may do: its actions, then on what. Every line is needed; the reasons stand in permissions.ts. */
const EXPECTED: Record<string, string[]> = {
  WebTaskRole: [
    `s3:AbortMultipartUpload s3:DeleteObject s3:GetObject s3:PutObject on ${BUCKET}/derived/* ${BUCKET}/uploads/*`,
    `s3:ListBucket on ${BUCKET}`,
    `dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem on ${TABLE}`,
    "sqs:SendMessage on <QueuesUploads>",
  ],
  WebTaskExecutionRole: [
    "ecr:GetAuthorizationToken on *",
    "ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer on arn:<Partition>:ecr:<Region>:<AccountId>:repository/proofsheet-web",
    "secretsmanager:GetSecretValue on <KeysActions> <KeysSession>",
    "logs:CreateLogStream logs:PutLogEvents on <WebTaskLog>",
  ],
  WorkerRole: [
    `s3:DeleteObject s3:GetObject on ${BUCKET}/uploads/*`,
    `s3:AbortMultipartUpload s3:DeleteObject s3:GetObject s3:PutObject on ${BUCKET}/derived/*`,
    `s3:ListBucket on ${BUCKET}`,
    `dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem on ${TABLE}`,
    "sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage sqs:SendMessage on <QueuesUploads>",
    ...aFunction("Worker"),
  ],
  DeadLettersRole: [
    `dynamodb:GetItem dynamodb:UpdateItem on ${TABLE}`,
    "sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on <QueuesDeadLetters>",
    ...aFunction("DeadLetters"),
  ],
  SweeperRole: [
    `s3:GetObject on ${BUCKET}/uploads/*`,
    `s3:DeleteObject on ${BUCKET}/derived/* ${BUCKET}/uploads/*`,
    `s3:ListBucket on ${BUCKET}`,
    `dynamodb:BatchGetItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem on ${TABLE}`,
    `dynamodb:Query on ${TABLE}/index/due`,
    "sqs:SendMessage on <QueuesUploads>",
    ...aFunction("Sweeper"),
  ],
  WorkerDeploymentServiceRole: [], // CodeDeploy's own managed policy
};

/** Lambda's own needs: a log, and interfaces in the network; the program itself may not touch those. */
function aFunction(name: string): string[] {
  const look = "ec2:DescribeNetworkInterfaces ec2:DescribeSubnets";
  const [assign, create, remove, unassign] = VPC.split(" ");
  return [
    `logs:CreateLogStream logs:PutLogEvents on <${name}Log>`,
    `${VPC} on arn:<Partition>:ec2:<Region>:<AccountId>:*/*`,
    `${look} on *`,
    `Deny ${assign} ${create} ${remove} ${look} ${unassign} on *`,
  ];
}

/** Without the hashes of ids and the kind of attribute. */
function plain(arn: unknown): string {
  return text(arn).replace(
    /<((?:Queues|Catalog|Keys)[A-Za-z]+?|\w+Log)[0-9A-F]{8}(?:Arn[0-9A-F]{8}|\.Arn|[0-9A-F]{8})?>/,
    "<$1>",
  );
}

function line({ Effect, Action, Resource }: Properties): string {
  const resources = [Resource].flat().map(plain).sort().join(" ");
  return `${Effect === "Deny" ? "Deny " : ""}${[Action].flat().sort().join(" ")} on ${resources}`;
}

const roles = resourcesOf(app, "AWS::IAM::Role").map(({ id, Properties }) => ({
  name: id.replace(/[0-9A-F]{8}$/, ""),
  statements: (Properties.Policies ?? []).flatMap(
    ({ PolicyDocument }: Properties) => PolicyDocument.Statement,
  ) as Properties[],
  managed: Properties.ManagedPolicyArns ?? [],
}));

describe("each role may do what its program calls, and nothing else", () => {
  test.each(Object.entries(EXPECTED))("%s", (name, lines) => {
    const role = roles.find((each) => each.name === name);
    expect(role?.statements.map(line).sort()).toEqual([...lines].sort());
  });

  test("there are no others, and no permissions beside", () => {
    expect(roles.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
    for (const template of [app, data]) {
      for (const type of ["Policy", "ManagedPolicy", "User"]) template.resourceCountIs(`AWS::IAM::${type}`, 0);
    }
    data.resourceCountIs("AWS::IAM::Role", 0);
    expect(roles.filter(({ managed }) => managed.length > 0).map(({ name }) => name)).toEqual([
      "WorkerDeploymentServiceRole",
    ]);
  });

  test("no action is a pattern", () => {
    const actions = roles.flatMap(({ statements }) => statements.flatMap(({ Action }) => Action));
    for (const action of actions) expect(action).not.toContain("*");
  });
});

/** The action that each call of the SDK asks for. */
const ASKS: Record<string, string> = {
  AbortMultipartUpload: "s3:AbortMultipartUpload",
  CompleteMultipartUpload: "s3:PutObject",
  CreateMultipartUpload: "s3:PutObject",
  DeleteObject: "s3:DeleteObject",
  DeleteObjects: "s3:DeleteObject",
  GetObject: "s3:GetObject",
  HeadBucket: "s3:ListBucket",
  HeadObject: "s3:GetObject",
  ListObjectsV2: "s3:ListBucket",
  PutObject: "s3:PutObject",
  UploadPart: "s3:PutObject",
  BatchGetItem: "dynamodb:BatchGetItem",
  DeleteItem: "dynamodb:DeleteItem",
  GetItem: "dynamodb:GetItem",
  PutItem: "dynamodb:PutItem",
  Query: "dynamodb:Query",
  UpdateItem: "dynamodb:UpdateItem",
  SendMessage: "sqs:SendMessage",
  // Lambda takes the messages, and hides them again by itself; `poll.ts` does it where nobody gave it a role of ours.
  ChangeMessageVisibility: "",
  DeleteMessage: "sqs:DeleteMessage",
  ReceiveMessage: "sqs:ReceiveMessage",
};

test("every call of the adapters is allowed to some role, and every permission of the stores is for one", () => {
  const folder = "src/adapters/aws";
  const files = readdirSync(folder).filter((name) => /^[\w-]+\.ts$/.test(name));
  const sources = files.map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
  const calls = new Set([...sources.matchAll(/new (\w+)Command\(/g)].map(([, call]) => call ?? ""));
  for (const call of calls) expect(ASKS, `an action for ${call}`).toHaveProperty(call);
  const asked = new Set([...calls].map((call) => ASKS[call]).filter(Boolean));
  const own = roles.flatMap(({ statements }) => statements.flatMap(({ Action }) => Action as string | string[]));
  const granted = new Set(own.filter((action) => /^(s3|dynamodb|sqs):/.test(action)));
  granted.delete("sqs:GetQueueAttributes"); // Lambda's own, to see how full the queue is
  expect([...granted].sort()).toEqual([...asked].sort());
});
