import { Stack } from "aws-cdk-lib";
import type { ApplicationLoadBalancer } from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Bucket } from "aws-cdk-lib/aws-s3";

const PREFIX = "requests";

/**
 * One line a request into files in the bucket. The CDK's own way has to know the region, and lets in an account of each;
 * the service's own name is good in all.
 */
export function enableAccessLogs(loadBalancer: ApplicationLoadBalancer, bucket: Bucket): void {
  const { account } = Stack.of(bucket);
  const { statementAdded, policyDependable } = bucket.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal("logdelivery.elasticloadbalancing.amazonaws.com")],
      actions: ["s3:PutObject"],
      // The service itself writes the account whose load balancer it is into the path.
      resources: [bucket.arnForObjects(`${PREFIX}/AWSLogs/${account}/*`)],
    }),
  );
  if (!statementAdded || !policyDependable) throw new Error("the log bucket takes no policy");
  loadBalancer.setAttribute("access_logs.s3.enabled", "true");
  loadBalancer.setAttribute("access_logs.s3.bucket", bucket.bucketName);
  loadBalancer.setAttribute("access_logs.s3.prefix", PREFIX);
  loadBalancer.node.addDependency(policyDependable); // it tries at once whether it may
}
