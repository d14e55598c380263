// The TR-069 data model of the phone (TR-181 Device:2, TR-104 VoiceService:2): what paths there
// are, what they read, and what a set of new values means for the configuration. Made from the
// table (datamodel/parameters.hpp, live_values.hpp) and the rows of the standard's own parameters.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/status.hpp"
#include "tr069/codec/messages.hpp"
#include "tr069/model/host_interfaces.hpp"

namespace lineman::cwmp {

// What the model shows and neither the configuration nor the SIP core knows. The functions are
// called whenever such a value is read.
struct DeviceFacts {
  DeviceId id;
  std::string model_name;
  std::string hardware_version;
  std::string software_version;
  std::function<std::string()> connection_request_url;  // empty where none is taken
  // The ACS that is in use, configured or found: what ManagementServer.URL reads (TR-069, 3.1).
  // Empty: none. Without the function it is the configured one.
  std::function<std::string()> acs_url{};
  // What DeviceInfo.ProvisioningCode reads while none is stored. Without the function it is empty.
  std::function<std::string()> found_provisioning_code{};
  std::function<std::int64_t()> up_time;  // seconds since the phone started
  std::function<WallTime()> now;
  std::function<std::vector<HostInterface>()> interfaces{};  // of the host, as they are now
};

using datamodel::Notify;  // no_active: active is refused with 9009

// Octets of an unknown name that a fault quotes; no name of a model is longer (TR-069, A.3.2.1).
inline constexpr std::size_t longest_quoted_name = 256;

// Parameters that the paths of one request may stand for, each as often as they do: several times
// the whole tree. More would take all of the phone's memory (9004).
inline constexpr std::size_t maximum_asked_parameters = 32'768;
Fault too_many_parameters();

// One thread: the agent's loop. What it is given outlives it.
class DataModel {
 public:
  DataModel(const Configuration& configuration, const Status& status, DeviceFacts facts);
  ~DataModel();
  DataModel(const DataModel&) = delete;
  DataModel& operator=(const DataModel&) = delete;

  // GetParameterNames (TR-069, A.3.2.3). `path` is a full name, a partial path that ends with a
  // dot, or empty for the whole tree. Objects end with a dot, parents come before their children,
  // tables of fixed rows too. 9005 for what is not there, 9003 for a full name with next_level.
  tl::expected<std::vector<ParameterInfo>, Fault> names(std::string_view path,
                                                        bool next_level) const;

  // GetParameterValues (A.3.2.2): full names and partial paths, "" for everything; a path named
  // twice is answered twice. 9005 for the whole call, naming the first that is not there; 9004
  // for more than maximum_asked_parameters. Secrets read "".
  tl::expected<std::vector<ParameterValue>, Fault> values(std::span<const std::string> paths) const;

  // One full name; nothing where it is not there.
  std::optional<ParameterValue> value(std::string_view name) const;

  // Every full name that `path` (a full name, a partial path with or without its dot, or empty)
  // stands for, in the order of names(). 9005 where there is nothing.
  tl::expected<std::vector<std::string>, Fault> leaves(std::string_view path) const;

  // SetParameterValues (A.3.2.1), before the engine sees it: names, types, values and access of
  // each are judged, and values are turned into what is stored. Every bad one has its fault: 9003
  // for a name twice, 9005, 9006 (type), 9007 (value, or two paths of one value that disagree),
  // 9008 (not writable). Writing what a narrower view shows already changes nothing.
  struct Plan {
    std::vector<Change> changes;
    // `changes[i]` was asked for by these names: for faults that the engine finds.
    std::vector<std::vector<std::string>> askers;
    std::vector<ParameterFault> faults;  // not empty: nothing may be run
  };
  Plan plan(std::span<const AssignedValue> values) const;

  // What the engine refused, in CWMP's words: faults per name, or one fault for the whole call
  // (9002) where the problem is about none.
  Fault fault_of(const datamodel::Problems& problems, const Plan& plan) const;

  Notify notify(std::string_view name) const;
  // Every path that shows this stored value or is made of it ("one value, two views"): the views of
  // the standard, every account's row of a value of the phone, RegisterURI.
  std::vector<std::string> paths_of(datamodel::ParameterRef parameter) const;

  // What every Inform carries (TR-181, forcedInform), in the standard's order.
  std::vector<ParameterValue> forced_inform() const;

  // Every parameter that a pattern (datamodel/inform_pattern.hpp) stands for, in the order of
  // names(); none where there is none.
  std::vector<ParameterValue> matching(std::string_view pattern) const;

  // AddObject and DeleteObject (A.3.2.5, 6) as changes of the configuration. 9005 for what is no
  // table (or no row of one), 9003 for a malformed name, 9008 for a table whose rows are fixed, and
  // 9004 for one that is full. The row that is added is not one that was deleted a moment ago.
  struct RowPlan {
    std::vector<Change> changes;
    unsigned number = 0;
    std::string path;  // of the row, with its dot
  };
  tl::expected<RowPlan, Fault> add_object(std::string_view name) const;
  tl::expected<RowPlan, Fault> delete_object(std::string_view name) const;

  const DeviceFacts& facts() const;

 private:
  class Tree;
  std::unique_ptr<Tree> tree_;
};

}  // namespace lineman::cwmp
