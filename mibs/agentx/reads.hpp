// Answers what the master agent reads (RFC 2741, 7.2.3). Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mibs/agentx/object_sources.hpp"
#include "mibs/agentx/pdu.hpp"

namespace lineman::mibs::agentx {

// A Get, GetNext or GetBulk.
struct ReadRequest {
  Header header;
  std::vector<SearchRange> ranges{};
  std::size_t non_repeaters = 0;
  std::size_t repetitions = 1;
};

// Nothing: the frame is none.
std::optional<ReadRequest> read_request(const Frame& frame);

class PduWriter;

class Reads {
 public:
  // They outlive it.
  explicit Reads(const ObjectSources& sources) : sources_{sources} {}

  // The response.
  std::string answer(const ReadRequest& request) const;

  // Whether a value is among the answers that the SIP core tells.
  bool tells_of_core(const ReadRequest& request) const;

 private:
  const ObjectSource* source_of(Arcs name) const;
  std::optional<ObjectSource::Found> following(const SearchRange& range) const;
  bool tells_of_core(const SearchRange& range, PduType type) const;
  void get(const Oid& name, PduWriter& writer) const;
  void get_following(const ReadRequest& request, PduWriter& writer) const;
  bool get_next(SearchRange& range, PduWriter& writer) const;

  const ObjectSources& sources_;
};

}  // namespace lineman::mibs::agentx
