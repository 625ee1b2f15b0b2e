import { randomUUID } from 'node:crypto';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { gossip, shared } from '../protocol.ts';

type ClusterInfo = InstanceType<typeof gossip.ClusterInfo>;

/** A cluster of one node, the leader. */
export const gossipService = (host: string, port: () => number) => {
  const instance = randomUUID();
  return {
    read(
      _call: ServerUnaryCall<InstanceType<typeof shared.Empty>, ClusterInfo>,
      answer: sendUnaryData<ClusterInfo>,
    ): void {
      const member = new gossip.MemberInfo()
        .setInstanceId(new shared.UUID().setString(instance))
        .setTimeStamp(String(Date.now() * 10_000))
        .setState(gossip.MemberInfo.VNodeState.LEADER)
        .setIsAlive(true)
        .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port()));
      answer(null, new gossip.ClusterInfo().setMembersList([member]));
    },
  };
};
