import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { expect, it } from "vitest";
import { ImageRepository } from "./image-repository.ts";

const stack = new Stack(new App(), "stack");
new ImageRepository(stack, "Images", { name: "proofsheet-web" });
const template = Template.fromStack(stack);

it("scans what comes and gives no tag twice, but the cache's", () => {
  template.hasResourceProperties("AWS::ECR::Repository", {
    RepositoryName: "proofsheet-web",
    ImageScanningConfiguration: { ScanOnPush: true },
    ImageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
    ImageTagMutabilityExclusionFilters: [
      { ImageTagMutabilityExclusionFilterType: "WILDCARD", ImageTagMutabilityExclusionFilterValue: "cache" },
    ],
  });
});

it("expires old images, and never the cache among them", () => {
  const [repository] = Object.values(template.findResources("AWS::ECR::Repository"));
  const { rules } = JSON.parse(repository?.Properties.LifecyclePolicy.LifecyclePolicyText);
  expect(rules[0].selection).toMatchObject({ tagPatternList: ["cache"], countNumber: 1 });
  expect(rules.at(-1).selection).toMatchObject({ tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 });
});
