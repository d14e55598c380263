#include "mibs/agentx/reads.hpp"

#include <algorithm>

#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_reader.hpp"
#include "mibs/agentx/response.hpp"
#include "mibs/door/limits.hpp"

namespace lineman::mibs::agentx {
namespace {

bool begins_with(Arcs name, Arcs start) {
  return name.size() >= start.size() && std::ranges::equal(name.first(start.size()), start);
}

// Nothing is added to it any more.
bool is_too_long(const PduWriter& writer) {
  return writer.size() > maximum_answer;
}

}  // namespace

std::optional<ReadRequest> read_request(const Frame& frame) {
  ReadRequest request;
  request.header = frame.header;
  PduReader reader{frame.payload, frame.header.flags};
  if ((frame.header.flags & non_default_context) != 0) reader.octet_string();
  if (frame.header.type == PduType::get_bulk) {
    request.non_repeaters = reader.number16();
    request.repetitions = reader.number16();
  }
  while (reader.good() && !reader.at_end()) request.ranges.push_back(reader.search_range());
  if (!reader.good()) return std::nullopt;
  return request;
}

const ObjectSource* Reads::source_of(Arcs name) const {
  const auto found = std::ranges::find_if(
      sources_, [&](const auto& source) { return begins_with(name, source->place()); });
  return found == sources_.end() ? nullptr : found->get();
}

// The first instance that the range asks for, whatever its end.
std::optional<ObjectSource::Found> Reads::following(const SearchRange& range) const {
  const auto* const source = source_of(range.start);
  if (range.include && source != nullptr) {
    if (auto value = source->get(range.start)) return {{range.start, std::move(*value)}};
  }
  for (const auto& each : sources_) {
    if (auto found = each->next(range.start)) return found;
  }
  return std::nullopt;
}

void Reads::get(const Oid& name, PduWriter& writer) const {
  if (is_too_long(writer)) return;
  const auto* const source = source_of(name);
  if (source == nullptr) return writer.varbind(name, ValueType::no_such_object);
  if (const auto value = source->get(name)) {
    writer.varbind(name, *value);
  } else {
    writer.varbind(name, value.error() == Missing::object ? ValueType::no_such_object
                                                          : ValueType::no_such_instance);
  }
}

// Whether there was one; then the range begins after it.
bool Reads::get_next(SearchRange& range, PduWriter& writer) const {
  if (is_too_long(writer)) return false;
  auto found = following(range);
  if (!found || (!range.end.empty() && !is_before(found->name, range.end))) {
    writer.varbind(range.start, ValueType::end_of_mib_view);
    return false;
  }
  writer.varbind(found->name, found->value);
  range.start = std::move(found->name);
  range.include = false;
  return true;
}

std::string Reads::answer(const ReadRequest& request) const {
  const auto& header = request.header;
  if ((header.flags & non_default_context) != 0) {
    return error_response(header, ResponseError::unsupported_context);
  }
  if (request.ranges.size() > maximum_varbinds) {
    return error_response(header, SnmpError::too_big, 0);
  }
  auto writer = begin_response(header);
  if (header.type == PduType::get) {
    for (const auto& range : request.ranges) get(range.start, writer);
  } else {
    get_following(request, writer);
  }
  return is_too_long(writer) ? error_response(header, SnmpError::too_big, 0) : writer.finish();
}

void Reads::get_following(const ReadRequest& request, PduWriter& writer) const {
  auto ranges = request.ranges;
  const auto once = request.header.type == PduType::get_bulk
                        ? std::min(request.non_repeaters, ranges.size())
                        : ranges.size();
  for (std::size_t i = 0; i < once; ++i) get_next(ranges[i], writer);
  bool more = once < ranges.size();
  for (std::size_t turn = 0; more && turn < request.repetitions; ++turn) {
    more = false;
    for (std::size_t i = once; i < ranges.size(); ++i) more = get_next(ranges[i], writer) || more;
    more = more && writer.size() < maximum_bulk_answer;
  }
}

bool Reads::tells_of_core(const SearchRange& range, PduType type) const {
  const auto* const source = source_of(range.start);
  if (type == PduType::get || (range.include && source != nullptr && source->get(range.start))) {
    return source != nullptr && source->get_tells_of_core(range.start);
  }
  for (const auto& each : sources_) {
    if (each->next(range.start)) return each->next_tells_of_core(range.start);
  }
  return false;
}

bool Reads::tells_of_core(const ReadRequest& request) const {
  return std::ranges::any_of(request.ranges, [&](const SearchRange& range) {
    return tells_of_core(range, request.header.type);
  });
}

}  // namespace lineman::mibs::agentx
