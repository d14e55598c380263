// Which namespace of CWMP an Inform is tried with, where the ACS does not say what it takes
// (TR-069, 3.7.4; design: 1-2, 1-1, 1-0, each once).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

// 1-3 and 1-4 have the namespace of 1-2 on the wire.
Namespace on_the_wire(Namespace which);

// The namespace of a version as UseCWMPVersion gives it ("1.4"), as it is on the wire; nothing for
// one that we do not speak.
std::optional<Namespace> namespace_of_version(std::string_view version);

// A value type.
class VersionChoice {
 public:
  explicit VersionChoice(Namespace first);

  Namespace current() const { return tried_.back(); }

  // The ACS does not take the current one. The next is the one that it asks for where that was not
  // tried, else the next older one that was not; false where there is none.
  bool refused(std::optional<Namespace> wanted = std::nullopt);

 private:
  bool was_tried(Namespace which) const;

  std::vector<Namespace> tried_;
};

}  // namespace lineman::cwmp
