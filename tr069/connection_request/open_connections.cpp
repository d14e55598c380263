#include "tr069/connection_request/open_connections.hpp"

namespace lineman::cwmp {

bool OpenConnections::add(const std::string& source) {
  if (all_ >= maximum_connections) return false;
  const auto found = by_source_.find(source);
  if (found != by_source_.end() && found->second >= maximum_connections_of_source) return false;
  ++by_source_[source];
  ++all_;
  return true;
}

void OpenConnections::remove(const std::string& source) {
  const auto found = by_source_.find(source);
  if (found == by_source_.end()) return;
  if (--found->second == 0) by_source_.erase(found);
  --all_;
}

}  // namespace lineman::cwmp
