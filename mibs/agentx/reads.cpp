#include "mibs/agentx/reads.hpp"

#include <algorithm>

#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/pdu_reader.hpp"
#include "mibs/agentx/response.hpp"
#include "mibs/limits.hpp"
#include "mibs/objects_root.hpp"

namespace lineman::mibs::agentx {
namespace {

bool is_before(Arcs one, Arcs other) {
  return std::ranges::lexicographical_compare(one, other);
}

Oid name_of(const Cell& cell) {
  Oid name{objects_root.begin(), objects_root.end()};
  std::array<Arc, ObjectTree::longest> below{};
  const auto count = ObjectTree::write(cell, below);
  name.insert(name.end(), below.begin(), below.begin() + static_cast<std::ptrdiff_t>(count));
  return name;
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

// The first instance that the range asks for, whatever its end.
std::optional<Cell> Reads::following(const SearchRange& range) const {
  const Arcs start{range.start};
  if (is_before(start, objects_root)) return tree_.next({});
  const auto below = below_objects(start);
  if (below.empty()) {
    return std::ranges::equal(start, objects_root) ? tree_.next({}) : std::nullopt;
  }
  if (range.include) {
    if (auto cell = tree_.find(below)) return *cell;
  }
  return tree_.next(below);
}

void Reads::get(const Oid& name, PduWriter& writer) const {
  if (const auto cell = tree_.find(below_objects(Arcs{name}))) {
    writer.varbind(name, reader_.read(*cell));
  } else {
    writer.varbind(name, cell.error() == Missing::object ? ValueType::no_such_object
                                                         : ValueType::no_such_instance);
  }
}

// Whether there was one; then the range begins after it.
bool Reads::get_next(SearchRange& range, PduWriter& writer) const {
  const auto cell = following(range);
  auto name = cell ? name_of(*cell) : Oid{};
  if (!cell || (!range.end.empty() && !is_before(name, range.end))) {
    writer.varbind(range.start, ValueType::end_of_mib_view);
    return false;
  }
  writer.varbind(name, reader_.read(*cell));
  range.start = std::move(name);
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
    return writer.finish();
  }
  auto ranges = request.ranges;
  const auto once = header.type == PduType::get_bulk
                        ? std::min(request.non_repeaters, ranges.size())
                        : ranges.size();
  for (std::size_t i = 0; i < once; ++i) get_next(ranges[i], writer);
  bool more = once < ranges.size();
  for (std::size_t turn = 0; more && turn < request.repetitions; ++turn) {
    more = false;
    for (std::size_t i = once; i < ranges.size(); ++i) more = get_next(ranges[i], writer) || more;
    more = more && writer.size() < maximum_bulk_answer;
  }
  return writer.finish();
}

bool Reads::tells_of_core(const ReadRequest& request) const {
  return std::ranges::any_of(request.ranges, [&](const SearchRange& range) {
    const auto cell = request.header.type == PduType::get
                          ? tree_.object(below_objects(Arcs{range.start}))
                          : following(range);
    return cell && mibs::tells_of_core(cell->group);
  });
}

}  // namespace lineman::mibs::agentx
