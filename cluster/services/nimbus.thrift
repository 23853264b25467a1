/* What a client of nimbus asks, by the names and numbers of Storm 2.8. Fields that nobody reads here are left out:
   Thrift passes over what it does not know. */

exception NotAliveException { 1: string msg }
exception AuthorizationException { 1: string msg }
exception InvalidTopologyException { 1: string msg }

struct SupervisorSummary {
  1: string host
  2: i32 uptime_secs
  3: i32 num_workers
  4: i32 num_used_workers
  5: string supervisor_id
}

struct TopologySummary {
  1: string id
  2: string name
  3: i32 num_tasks
  4: i32 num_executors
  5: i32 num_workers
  6: i32 uptime_secs
  7: string status
}

struct ClusterSummary {
  1: list<SupervisorSummary> supervisors
  3: list<TopologySummary> topologies
}

struct ErrorInfo {
  1: string error
  2: i32 error_time_secs
}

struct CommonAggregateStats {
  1: i32 num_executors
  2: i32 num_tasks
  3: i64 emitted
  4: i64 transferred
  5: i64 acked
  6: i64 failed
}

struct SpoutAggregateStats { 1: double complete_latency_ms }

struct BoltAggregateStats {
  1: double execute_latency_ms
  2: double process_latency_ms
  3: i64 executed
  4: double capacity
}

struct SpecificAggregateStats {
  1: BoltAggregateStats bolt
  2: SpoutAggregateStats spout
}

struct ComponentAggregateStats {
  2: CommonAggregateStats common_stats
  3: SpecificAggregateStats specific_stats
  4: ErrorInfo last_error
}

struct WorkerSummary {
  2: string host
  3: i32 port
  6: i32 num_executors
  7: map<string, i64> component_to_num_tasks
  9: i32 uptime_secs
}

struct TopologyPageInfo {
  1: string id
  2: string name
  3: i32 uptime_secs
  4: string status
  6: i32 num_workers
  9: map<string, ComponentAggregateStats> id_to_spout_agg_stats
  10: map<string, ComponentAggregateStats> id_to_bolt_agg_stats
  16: list<WorkerSummary> workers
}

struct KillOptions { 1: i32 wait_secs }

struct RebalanceOptions {
  1: i32 wait_secs
  2: i32 num_workers
  3: map<string, i32> num_executors
}

service Nimbus {
  ClusterSummary getClusterInfo() throws (1: AuthorizationException aze)
  TopologyPageInfo getTopologyPageInfo(1: string id, 2: string window, 3: bool is_include_sys)
    throws (1: NotAliveException e, 2: AuthorizationException aze)
  void killTopologyWithOpts(1: string name, 2: KillOptions options)
    throws (1: NotAliveException e, 2: AuthorizationException aze)
  void activate(1: string name) throws (1: NotAliveException e, 2: AuthorizationException aze)
  void deactivate(1: string name) throws (1: NotAliveException e, 2: AuthorizationException aze)
  void rebalance(1: string name, 2: RebalanceOptions options)
    throws (1: NotAliveException e, 2: InvalidTopologyException ite, 3: AuthorizationException aze)
}
