/**
 * Builds the web image and writes its digest into `dist/image-digest`. With docker where it runs, else with buildah, which
 * needs no daemon. REPOSITORY_URI and IMAGE_TAG: the image goes there, with layers kept under the tag `cache` (docker
 * alone); without them it stays on this machine as `proofsheet:local`.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const { REPOSITORY_URI: repository, IMAGE_TAG: tag } = process.env;
const name = repository ? `${repository}:${tag}` : "proofsheet:local";

mkdirSync("dist", { recursive: true });
const tool = [
  { name: "docker", works: () => succeeds("docker", ["info"]), build: withDocker },
  { name: "buildah", works: () => succeeds("buildah", ["--version"]), build: withBuildah },
].find(({ works }) => works());
if (!tool) {
  console.error("Neither docker nor buildah runs here: no image.");
  process.exit(1);
}
const digest = tool.build();
writeFileSync("dist/image-digest", `${digest}\n`);
console.log(`${name} by ${tool.name}: ${digest}`);

/** One plain manifest: an index of attestations would have another digest than the image that a task runs. */
function withDocker(): string {
  const metadata = "dist/image.json";
  const common = ["--target", "web", "--provenance=false", "--metadata-file", metadata, "--tag", name];
  // Docker's own builder keeps no layers in a registry; the one that does is pulled, which is not worth a build.
  const keepsLayers = repository && succeeds("docker", ["buildx", "create", "--use", "--bootstrap"]);
  const cache = `type=registry,ref=${repository}:cache`;
  const layers = ["--cache-from", cache, "--cache-to", `${cache},mode=max,image-manifest=true,oci-mediatypes=true`];
  run("docker", ["buildx", "build", ...common, repository ? "--push" : "--load", ...(keepsLayers ? layers : []), "."]);
  return JSON.parse(readFileSync(metadata, "utf8"))["containerimage.digest"];
}

function withBuildah(): string {
  run("buildah", ["build", "--format", "docker", "--layers", "--target", "web", "--tag", name, "."]);
  rmSync("dist/web-image", { recursive: true, force: true });
  const to = repository ? `docker://${name}` : "dir:dist/web-image";
  run("buildah", ["push", "--quiet", "--digestfile", "dist/pushed-digest", name, to]);
  return readFileSync("dist/pushed-digest", "utf8").trim();
}

function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 2).join(" ")} ended with ${status}`);
}

function succeeds(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
