import { expect, test } from "vitest";
import { type Resource, resourceOf, resourcesOf, synthesize, text } from "#infra/stacks.fixture.ts";

const { app } = synthesize();

/** Subnets by whether their route table leads to the internet. */
function subnets(template = app) {
  const routes = resourcesOf(template, "AWS::EC2::Route").map(({ Properties }) => Properties);
  const tables = resourcesOf(template, "AWS::EC2::SubnetRouteTableAssociation");
  return resourcesOf(template, "AWS::EC2::Subnet").map((subnet) => {
    const table = tables.find(({ Properties }) => Properties.SubnetId.Ref === subnet.id)?.Properties.RouteTableId.Ref;
    return { ...subnet, routes: routes.filter(({ RouteTableId }) => RouteTableId.Ref === table) };
  });
}
const isOpen = ({ routes }: { routes: unknown[] }) => routes.length > 0;
const idsOf = (refs: { Ref: string }[]) => refs.map(({ Ref }) => Ref).sort();
const zoneOf = ({ Properties }: Resource) => JSON.stringify(Properties.AvailabilityZone);

test("lies in three zones, whatever the region calls them", () => {
  const zones = subnets().map(zoneOf);
  expect(new Set(zones).size).toBe(3);
  for (const zone of zones) expect(zone).toMatch(/^\{"Fn::Select":\[[012],\{"Fn::GetAZs":""\}\]\}$/);
});

test("leads out of the subnets of the load balancer alone", () => {
  const open = subnets().filter(isOpen);
  expect(open.map(({ id }) => id).sort()).toEqual(
    idsOf(resourceOf(app, "AWS::ElasticLoadBalancingV2::LoadBalancer").Properties.Subnets),
  );
  for (const { routes } of open)
    expect(routes.map(({ GatewayId }) => text(GatewayId))).toEqual([expect.stringMatching(/^<NetworkVpcIGW/)]);
  expect(subnets().filter((subnet) => !isOpen(subnet))).toHaveLength(3);
});

test("gives no machine a public address by itself", () => {
  for (const { Properties } of subnets()) expect(Properties.MapPublicIpOnLaunch).toBe(false);
});

test("keeps tasks, functions and endpoints in the closed subnets", () => {
  const closed = subnets()
    .filter((subnet) => !isOpen(subnet))
    .map(({ id }) => id)
    .sort();
  const { AwsvpcConfiguration } = resourceOf(app, "AWS::ECS::Service").Properties.NetworkConfiguration;
  expect(idsOf(AwsvpcConfiguration.Subnets)).toEqual(closed);
  expect(AwsvpcConfiguration.AssignPublicIp).toBe("DISABLED");
  const functions = resourcesOf(app, "AWS::Lambda::Function");
  expect(functions).toHaveLength(3);
  for (const { Properties } of functions) expect(idsOf(Properties.VpcConfig.SubnetIds)).toEqual(closed);
  for (const { Properties } of resourcesOf(app, "AWS::EC2::VPCEndpoint")) {
    if (Properties.SubnetIds) expect(idsOf(Properties.SubnetIds)).toEqual(closed);
  }
});

test("has no NAT unless it is asked for", () => {
  app.resourceCountIs("AWS::EC2::NatGateway", 0);
  const asked = synthesize({ natGateways: "1" }).app;
  asked.resourceCountIs("AWS::EC2::NatGateway", 1);
  expect(resourcesOf(asked, "AWS::EC2::VPCEndpoint").map(({ Properties }) => Properties.VpcEndpointType)).toEqual([
    "Gateway",
    "Gateway",
  ]);
});

test("lets tasks and functions out to 443 and lets nobody in but the load balancer", () => {
  const groups = resourcesOf(app, "AWS::EC2::SecurityGroup");
  for (const id of ["WebGroup", "ProgramsGroup"]) {
    const { Properties } = groups.find((group) => group.id.startsWith(id)) as Resource;
    expect(Properties.SecurityGroupIngress).toBeUndefined();
    expect(Properties.SecurityGroupEgress).toMatchObject([{ FromPort: 443, ToPort: 443, IpProtocol: "tcp" }]);
    expect(Properties.SecurityGroupEgress).toHaveLength(1);
  }
  const [entry, ...more] = resourcesOf(app, "AWS::EC2::SecurityGroupIngress");
  expect(more).toEqual([]);
  expect(text(entry?.Properties.GroupId)).toMatch(/^<WebGroup/);
  expect(text(entry?.Properties.SourceSecurityGroupId)).toMatch(/^<EdgeGroup/);
  expect(entry?.Properties).toMatchObject({ FromPort: 3000, ToPort: 3000, IpProtocol: "tcp" });
});

test("logs all flows into the log bucket", () => {
  const { Properties } = resourceOf(app, "AWS::EC2::FlowLog");
  expect(Properties).toMatchObject({ ResourceType: "VPC", TrafficType: "ALL", LogDestinationType: "s3" });
});
