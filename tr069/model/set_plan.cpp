#include "tr069/model/set_plan.hpp"

#include <algorithm>
#include <map>

#include "datamodel/parameters.hpp"
#include "datamodel/standard_parameters.hpp"
#include "tr069/model/register_uri.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::Access;
using datamodel::ModelParameter;
using datamodel::ParameterRef;
using datamodel::Source;

constexpr auto user_name_row = datamodel::row_named("account.X.user_name");
constexpr auto address_row = datamodel::row_named("account.X.sip_server.Y.address");

// One name of the request that asks for a stored value.
struct Wish {
  std::size_t asker;  // its place in the request
  const ModelParameter* what;
  std::string value;  // to be stored, for a name that shows all of it; for a view what it
                      // is to show
};

class Planner {
 public:
  Planner(std::span<const AssignedValue> values, const ModelSources& sources)
      : values_{values}, sources_{sources}, faults_(values.size()) {}

  DataModel::Plan plan() {
    for (std::size_t i = 0; i < values_.size(); ++i) judge(i);
    // An address of record depends on the address of server 1 as it will be.
    for (const auto& [ref, wishes] : wishes_) {
      if (ref.row != user_name_row) settle(ref, wishes);
    }
    for (const auto& [ref, wishes] : wishes_) {
      if (ref.row == user_name_row) settle(ref, wishes);
    }
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (faults_[i]) plan_.faults.push_back(std::move(*faults_[i]));
    }
    return std::move(plan_);
  }

 private:
  void fault(std::size_t asker, FaultCode code, std::string sentence) {
    if (faults_[asker]) return;  // what was found first counts
    faults_[asker] = ParameterFault{values_[asker].name, code, std::move(sentence)};
  }

  void judge(std::size_t i) {
    const auto& asked = values_[i];
    const auto [first, is_new] = seen_.emplace(asked.name, i);
    if (!is_new) {
      return fault(first->second, FaultCode::invalid_arguments, "the name is there twice");
    }
    const auto place = find_place(asked.name, sources_);
    if (!place || place->what != Place::What::parameter) {
      return fault(i, FaultCode::invalid_parameter_name, "there is no such parameter");
    }
    const auto& is = *place->parameter;
    if (is.access == Access::read_only) {
      return fault(i, FaultCode::not_writable, "the parameter is read-only");
    }
    auto value = from_wire(is.kind, is.view, asked);
    if (!value) return fault(i, value.error().code, std::move(value.error().sentence));
    if (is.source == Source::standard) return judge_standard(i, *place, *value);
    wishes_[stored_ref(*place)].push_back(
        {i, &is, is.view ? to_wire(is.kind, true, *value) : std::move(*value)});
  }

  // RegisterURI is another way to name the user; the others take only what they show.
  void judge_standard(std::size_t i, const Place& place, const std::string& value) {
    if (is_register_uri(*place.parameter)) {
      const auto user = user_name_of(value, {});
      if (!user) {
        return fault(i, FaultCode::invalid_parameter_value, "the value is not sip:user@domain");
      }
      auto& wishes = wishes_[{{place.instance.account, 0}, user_name_row}];
      return wishes.push_back({i, place.parameter, register_uri_of(*user, {})});
    }
    const auto shown = read_value(place, sources_);
    if (to_wire(place.parameter->kind, false, value) != shown) {
      fault(i, FaultCode::invalid_parameter_value, "the value can only be \"" + shown + '"');
    }
  }

  static bool is_register_uri(const ModelParameter& is) {
    return is.source == Source::standard && is.object == datamodel::Object::client &&
           is.name == "RegisterURI";
  }

  // Of server 1, after this request.
  std::string address_of(unsigned account) const {
    const ParameterRef ref{{static_cast<std::uint16_t>(account), 1}, address_row};
    for (const auto& change : plan_.changes) {
      if (change.parameter == ref) return change.value;
    }
    return std::string{sources_.configuration.values().get(ref)};
  }

  // What a name shows while `stored` is stored, in the form of Wish::value.
  std::string shown(const Wish& wish, ParameterRef ref, std::string_view stored) const {
    if (is_register_uri(*wish.what)) {
      return register_uri_of(stored, address_of(ref.instance.account));
    }
    if (wish.what->view) return to_wire(wish.what->kind, true, stored);
    return std::string{stored};
  }

  // The stored value that a single wish asks for.
  std::string meant(const Wish& wish, ParameterRef ref) const {
    if (is_register_uri(*wish.what)) {
      return user_name_of(wish.value, address_of(ref.instance.account)).value_or("");
    }
    if (!wish.what->view) return wish.value;
    return from_wire(wish.what->kind, true, {.name = {}, .type = {}, .value = wish.value})
        .value_or(wish.value);
  }

  // A name that shows all of the value decides; without one, what is stored stays where it shows
  // already what is asked.
  std::string candidate(ParameterRef ref, const std::vector<Wish>& wishes) const {
    for (const auto& wish : wishes) {
      if (!wish.what->view && !is_register_uri(*wish.what)) return wish.value;
    }
    const auto& front = wishes.front();
    const auto stored = sources_.configuration.values().get(ref);
    return shown(front, ref, stored) == front.value ? std::string{stored} : meant(front, ref);
  }

  void settle(ParameterRef ref, const std::vector<Wish>& wishes) {
    const auto value = candidate(ref, wishes);
    for (const auto& wish : wishes) {
      if (shown(wish, ref, value) != wish.value) return disagree(wishes, ref, value);
    }
    const auto& kind = ref.parameter().kind;
    const auto verdict = datamodel::problem_with(kind, value);
    std::vector<std::string> askers;
    for (const auto& wish : wishes) {
      askers.push_back(values_[wish.asker].name);
      if (verdict == datamodel::Verdict::good) continue;
      fault(wish.asker, FaultCode::invalid_parameter_value,
            "the value " + datamodel::explain(verdict, kind));
    }
    const bool only_views = value == sources_.configuration.values().get(ref);
    if (only_views && shows_less(wishes)) return;
    plan_.changes.push_back({ref, value});
    plan_.askers.push_back(std::move(askers));
  }

  static bool shows_less(const std::vector<Wish>& wishes) {
    for (const auto& wish : wishes) {
      if (!wish.what->view && !is_register_uri(*wish.what)) return false;
    }
    return true;
  }

  // Each is told of one other name, which is enough to find the mistake and keeps the answer short.
  void disagree(const std::vector<Wish>& wishes, ParameterRef ref, const std::string& value) {
    const auto agrees = [&](const Wish& wish) { return shown(wish, ref, value) == wish.value; };
    const auto good = std::ranges::find_if(wishes, agrees);
    const auto bad = std::ranges::find_if_not(wishes, agrees);
    for (const auto& wish : wishes) {
      const auto& other = agrees(wish) || good == wishes.end() ? *bad : *good;
      fault(wish.asker, FaultCode::invalid_parameter_value,
            values_[other.asker].name + " shows the same value and is given another one");
    }
  }

  std::span<const AssignedValue> values_;
  const ModelSources& sources_;
  DataModel::Plan plan_{};
  std::vector<std::optional<ParameterFault>> faults_;
  std::map<std::string_view, std::size_t> seen_{};
  std::map<ParameterRef, std::vector<Wish>> wishes_{};
};

}  // namespace

DataModel::Plan plan_set(std::span<const AssignedValue> values, const ModelSources& sources) {
  return Planner{values, sources}.plan();
}

}  // namespace lineman::cwmp
