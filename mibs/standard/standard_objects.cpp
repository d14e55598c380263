#include "mibs/standard/standard_objects.hpp"

#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/read_requests.hpp"
#include "mibs/net_snmp/variable.hpp"

namespace lineman::mibs {
namespace {

std::vector<Arc> below_mib_2(Arcs arcs) {
  std::vector<Arc> name{std::begin(mib_2), std::end(mib_2)};
  name.insert(name.end(), arcs.begin(), arcs.end());
  return name;
}

// The arcs after mib-2; none where the name stands elsewhere, which no registration lets happen but
// before its first object.
Arcs after_mib_2(Arcs name) {
  const bool below =
      name.size() > std::size(mib_2) && std::ranges::equal(name.first(std::size(mib_2)), mib_2);
  return below ? name.subspan(std::size(mib_2)) : Arcs{};
}

std::chrono::milliseconds uptime() {
  constexpr long milliseconds_per_tick = 10;
  const auto ticks = static_cast<long>(netsnmp_get_agent_uptime());
  return std::chrono::milliseconds{ticks * milliseconds_per_tick};
}

}  // namespace

// The tables of one module, with their registration.
class StandardObjects::Module : public ReadableObjects {
 public:
  Module(const StandardTree& tree, Arc arc)
      : tree_{tree}, arc_{arc}, registration_{"lineman standard", below_mib_2({&arc, 1}), *this} {}

  std::optional<Missing> get(variable_list* variable) const override {
    const auto cell = tree_.find(after_mib_2(name_of(*variable)));
    if (!cell) return cell.error();
    put_value(variable, tree_.read(*cell));
    return std::nullopt;
  }

  bool get_next(variable_list* variable) const override {
    const Arcs start{&arc_, 1};
    const auto name = after_mib_2(name_of(*variable));
    const auto cell = tree_.next(is_before(name, start) ? start : name);
    if (!cell || cell->table->entry[0] != arc_) return false;
    const auto found = below_mib_2(tree_.name_of(*cell));
    snmp_set_var_objid(variable, found.data(), found.size());
    put_value(variable, tree_.read(*cell));
    return true;
  }

 private:
  const StandardTree& tree_;
  Arc arc_;
  ReadRegistration registration_;
};

StandardObjects::StandardObjects(const Configuration& configuration, const Status& status,
                                 Clock& clock, std::string description)
    : description_{std::move(description)},
      zero_{clock},
      sources_{configuration, status, description_, zero_},
      tree_{sources_} {
  zero_.set(uptime());
  for (const auto module : standard_modules)
    modules_.push_back(std::make_unique<Module>(tree_, module));
}

StandardObjects::~StandardObjects() = default;

}  // namespace lineman::mibs
