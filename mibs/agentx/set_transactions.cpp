#include "mibs/agentx/set_transactions.hpp"

#include <algorithm>
#include <optional>

#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_reader.hpp"
#include "mibs/agentx/response.hpp"
#include "mibs/door/limits.hpp"

namespace lineman::mibs::agentx {
namespace {

// Nothing: the frame is no TestSet.
std::optional<std::vector<SentVarbind>> variables_of(const Frame& frame) {
  std::vector<SentVarbind> variables;
  PduReader reader{frame.payload, frame.header.flags};
  if ((frame.header.flags & non_default_context) != 0) reader.octet_string();
  while (reader.good() && !reader.at_end()) variables.push_back(reader.varbind());
  if (!reader.good()) return std::nullopt;
  return variables;
}

}  // namespace

SetTransactions::SetTransactions(Configuration& configuration, Clock& clock, const ObjectTree& tree,
                                 Send send, std::function<void()> ended)
    : configuration_{configuration},
      clock_{clock},
      tree_{tree},
      send_{std::move(send)},
      ended_{std::move(ended)} {}

OnStep SetTransactions::response_to(const Header& header) {
  return [this, header](SnmpError error, std::size_t index) {
    send_(error_response(header, error, index));
  };
}

void SetTransactions::take(const Frame& frame) {
  const auto& header = frame.header;
  if (header.type == PduType::test_set) return test(frame);
  if (header.type == PduType::cleanup_set) return clean_up(header.transaction);
  const auto set = find(header.transaction);
  if (!set) return send_(error_response(header, ResponseError::processing_error));
  if (header.type == PduType::commit_set) return set->commit(response_to(header));
  set->undo([this, header](SnmpError error, std::size_t index) {
    send_(error_response(header, error, index));
    clean_up(header.transaction);
  });
}

// Each word of the master agent about it gives it time again.
std::shared_ptr<SetTransaction> SetTransactions::find(std::uint32_t transaction) {
  const auto found = std::ranges::find(open_, transaction, &Open::transaction);
  if (found == open_.end()) return nullptr;
  found->forgotten = clock_.after(open_set_timeout, [this, transaction] { clean_up(transaction); });
  return found->set;
}

void SetTransactions::test(const Frame& frame) {
  const auto& header = frame.header;
  const auto variables = variables_of(frame);
  if (!variables) return send_(error_response(header, ResponseError::parse_error));
  if ((header.flags & non_default_context) != 0) {
    return send_(error_response(header, ResponseError::unsupported_context));
  }
  if (variables->size() > maximum_varbinds) {
    return send_(error_response(header, SnmpError::too_big, 0));
  }
  // One SET is one transaction, and one TestSet has all that we can change. A second one has what
  // stands in another subtree.
  if (find(header.transaction)) {
    return send_(error_response(header, SnmpError::resource_unavailable, 1));
  }
  if (open_.size() >= maximum_open_sets) open_.pop_front();
  const auto set = std::make_shared<SetTransaction>(configuration_, clock_, tree_);
  open_.push_back({header.transaction, set});
  find(header.transaction);
  set->test(*variables, response_to(header));
}

// No answer: nothing is left that can fail.
void SetTransactions::clean_up(std::uint32_t transaction) {
  std::erase_if(open_, [&](const auto& one) { return one.transaction == transaction; });
  ended_();
}

}  // namespace lineman::mibs::agentx
