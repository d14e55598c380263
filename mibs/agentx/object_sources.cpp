#include "mibs/agentx/object_sources.hpp"

#include <algorithm>

#include "mibs/objects/objects_root.hpp"

namespace lineman::mibs::agentx {
namespace {

bool begins_with(Arcs name, Arcs start) {
  return name.size() >= start.size() && std::ranges::equal(name.first(start.size()), start);
}

// LINEMAN-SIP-MIB.
class OwnObjects final : public ObjectSource {
 public:
  OwnObjects(const ObjectTree& tree, const ObjectReader& reader) : tree_{tree}, reader_{reader} {}

  const Oid& place() const override { return place_; }

  tl::expected<SnmpValue, Missing> get(Arcs name) const override {
    const auto cell = tree_.find(below_objects(name));
    if (!cell) return tl::unexpected{cell.error()};
    return reader_.read(*cell);
  }

  std::optional<Found> next(Arcs name) const override {
    const auto cell = following(name);
    if (!cell) return std::nullopt;
    auto found = place_;
    std::array<Arc, ObjectTree::longest> below{};
    const auto count = ObjectTree::write(*cell, below);
    found.insert(found.end(), below.begin(), below.begin() + static_cast<std::ptrdiff_t>(count));
    return Found{std::move(found), reader_.read(*cell)};
  }

  bool get_tells_of_core(Arcs name) const override {
    const auto object = tree_.object(below_objects(name));
    return object && tells_of_core(object->group);
  }

  bool next_tells_of_core(Arcs name) const override {
    const auto cell = following(name);
    return cell && tells_of_core(cell->group);
  }

 private:
  std::optional<Cell> following(Arcs name) const {
    if (begins_with(name, place_)) return tree_.next(name.subspan(place_.size()));
    return is_before(name, place_) ? tree_.next({}) : std::nullopt;
  }

  Oid place_{objects_root.begin(), objects_root.end()};
  const ObjectTree& tree_;
  const ObjectReader& reader_;
};

// One of the standard modules below mib-2, all of which the SIP core tells.
class StandardModule final : public ObjectSource {
 public:
  StandardModule(const StandardTree& tree, Arc arc)
      : tree_{tree}, place_{std::begin(mib_2), std::end(mib_2)} {
    place_.push_back(arc);
  }

  const Oid& place() const override { return place_; }

  tl::expected<SnmpValue, Missing> get(Arcs name) const override {
    const auto cell = tree_.find(after_mib_2(name));
    if (!cell) return tl::unexpected{cell.error()};
    return tree_.read(*cell);
  }

  std::optional<Found> next(Arcs name) const override {
    const bool before = is_before(name, place_);
    if (!before && !begins_with(name, place_)) return std::nullopt;
    const auto cell = tree_.next(after_mib_2(before ? Arcs{place_} : name));
    if (!cell) return std::nullopt;
    Oid found{std::begin(mib_2), std::end(mib_2)};
    const auto below = tree_.name_of(*cell);
    found.insert(found.end(), below.begin(), below.end());
    if (!begins_with(found, place_)) return std::nullopt;
    return Found{std::move(found), tree_.read(*cell)};
  }

  bool get_tells_of_core(Arcs name) const override { return begins_with(name, place_); }
  bool next_tells_of_core(Arcs name) const override { return next(name).has_value(); }

 private:
  // Of a name at or below the place.
  static Arcs after_mib_2(Arcs name) { return name.subspan(std::size(mib_2)); }

  const StandardTree& tree_;
  Oid place_;
};

}  // namespace

ObjectSources object_sources(const ObjectTree& tree, const ObjectReader& reader,
                             const StandardTree& standard) {
  ObjectSources sources;
  for (const auto module : standard_modules) {
    sources.push_back(std::make_unique<StandardModule>(standard, module));
  }
  sources.push_back(std::make_unique<OwnObjects>(tree, reader));
  return sources;
}

}  // namespace lineman::mibs::agentx
