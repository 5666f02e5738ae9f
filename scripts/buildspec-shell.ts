import { type Buildspec, type Command, PHASES, type Target } from "./buildspec.ts";

/**
 * What CodeBuild does with a target, as one shell script: each command counts, the first that fails ends it. Exported
 * variables are written to `file`, a line each.
 */
export function shellScript(spec: Buildspec, target: Target, file: string): string {
  return [
    ...PHASES.flatMap((phase) => [`echo '-- ${phase}'`, ...spec.phases[phase].map((command) => step(command, target))]),
    ...spec.exported.map((name) => `printf '%s=%s\\n' ${name} "\${${name}:-}" >> "${file}"`),
  ].join("\n");
}

/** A command for this target is run or, where it calls AWS, named; another target's is left out. */
function step({ targets, command }: Command, target: Target): string {
  if (targets !== null && !targets.includes(target)) return ":";
  if (/\baws (ecr|s3|s3api|sts) /.test(command)) return `echo ${quoted(`   skipped, needs AWS: ${command}`)}`;
  return `echo ${quoted(`   $ ${command}`)}\n${command} || exit $?`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
