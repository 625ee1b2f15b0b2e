// The only file that imports the generated protocol, from inside the official client, so that both ends speak
// one version.
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import monitoringServices from '@eventstore/db-client/generated/monitoring_grpc_pb.js';
import monitoring from '@eventstore/db-client/generated/monitoring_pb.js';
import operationsServices from '@eventstore/db-client/generated/operations_grpc_pb.js';
import operations from '@eventstore/db-client/generated/operations_pb.js';
import persistentServices from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import projectionsServices from '@eventstore/db-client/generated/projections_grpc_pb.js';
import projections from '@eventstore/db-client/generated/projections_pb.js';
import featuresServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import usersServices from '@eventstore/db-client/generated/users_grpc_pb.js';
import users from '@eventstore/db-client/generated/users_pb.js';

export { features, gossip, monitoring, operations, persistent, projections, shared, streams, users };

export const services = {
  gossip: gossipServices.GossipService,
  monitoring: monitoringServices.MonitoringService,
  operations: operationsServices.OperationsService,
  persistent: persistentServices.PersistentSubscriptionsService,
  projections: projectionsServices.ProjectionsService,
  features: featuresServices.ServerFeaturesService,
  streams: streamsServices.StreamsService,
  users: usersServices.UsersService,
};

/** The protocol version that this server claims; it supports nothing newer. */
export const SERVER_VERSION = '23.10.0';
