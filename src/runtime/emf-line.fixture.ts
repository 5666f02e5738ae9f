import { z } from "zod";

/** A line of metrics by the schema in CloudWatch's specification of the embedded metric format, and as we want it. */
const shape = z.looseObject({
  _aws: z.strictObject({
    Timestamp: z.int().min(Date.UTC(2026, 0)).max(Date.UTC(2100, 0)),
    CloudWatchMetrics: z
      .array(
        z.strictObject({
          Namespace: z.string().min(1).max(1024),
          Dimensions: z.array(z.array(z.string().min(1).max(250)).min(1).max(30)).min(1),
          Metrics: z
            .array(z.strictObject({ Name: z.string().min(1).max(1024), Unit: z.enum(["Count", "Milliseconds"]) }))
            .min(1)
            .max(100),
        }),
      )
      .min(1),
  }),
});

/** Throws where it is none, or where what it points to is not there: CloudWatch would drop it without a word. */
export function parseEmf(line: string | object): z.infer<typeof shape> {
  const parsed = shape.parse(typeof line === "string" ? JSON.parse(line) : line);
  for (const { Dimensions, Metrics } of parsed._aws.CloudWatchMetrics) {
    for (const name of Dimensions.flat())
      z.string()
        .min(1)
        .max(1024)
        .parse(parsed[name], { error: () => name });
    for (const { Name } of Metrics) z.number().parse(parsed[Name], { error: () => Name });
  }
  return parsed;
}
