// Answers what the master agent reads (RFC 2741, 7.2.3). Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mibs/agentx/pdu.hpp"
#include "mibs/object_reader.hpp"
#include "mibs/object_tree.hpp"

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

class Reads {
 public:
  // Both outlive it.
  Reads(const ObjectTree& tree, const ObjectReader& reader) : tree_{tree}, reader_{reader} {}

  // The response.
  std::string answer(const ReadRequest& request) const;

  // Whether a value is among the answers that the SIP core tells.
  bool tells_of_core(const ReadRequest& request) const;

 private:
  std::optional<Cell> following(const SearchRange& range) const;
  void get(const Oid& name, class PduWriter& writer) const;
  bool get_next(SearchRange& range, PduWriter& writer) const;

  const ObjectTree& tree_;
  const ObjectReader& reader_;
};

}  // namespace lineman::mibs::agentx
