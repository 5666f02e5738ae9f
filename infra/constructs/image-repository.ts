import { RemovalPolicy } from "aws-cdk-lib";
import { ImageTagMutabilityExclusionFilter, Repository, TagMutability, TagStatus } from "aws-cdk-lib/aws-ecr";
import { Construct } from "constructs";

/** Images of so many builds stay: those that run, and a long way back. */
const KEPT_IMAGES = 50;
/** The one tag that moves: the layers of the last build, for the next. No task runs it. */
const CACHE_TAG = "cache";

/** Web images: scanned when they come, a tag never given twice, old ones expired. */
export class ImageRepository extends Construct {
  readonly repository: Repository;

  constructor(scope: Construct, id: string, props: { name: string }) {
    super(scope, id);
    this.repository = new Repository(this, "Repository", {
      repositoryName: props.name,
      imageScanOnPush: true,
      imageTagMutability: TagMutability.IMMUTABLE_WITH_EXCLUSION,
      imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter.wildcard(CACHE_TAG)],
      removalPolicy: RemovalPolicy.DESTROY,
      emptyOnDelete: false,
      // An image that an earlier rule looks at is not expired by a later one: the first keeps the cache out of the count.
      lifecycleRules: [
        { rulePriority: 1, tagPatternList: [CACHE_TAG], maxImageCount: 1, description: "the cache stays" },
        { rulePriority: 2, tagStatus: TagStatus.UNTAGGED, maxImageCount: 5, description: "caches of before" },
        { rulePriority: 3, tagStatus: TagStatus.ANY, maxImageCount: KEPT_IMAGES, description: "old images" },
      ],
    });
  }
}
