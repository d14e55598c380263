#include "sipcore/protocol/json.hpp"

#include <array>

#include "sipcore/protocol/json_lists.hpp"
#include "sipcore/protocol/member_reader.hpp"
#include "sipcore/protocol/network_text.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;

constexpr std::array effects = {Effect::none,   Effect::refresh,  Effect::reregister,
                                Effect::rebind, Effect::deferred, Effect::restart};

json::object texts(const std::map<std::string, std::string>& values) {
  json::object object;
  for (const auto& [name, value] : values) object.emplace(name, value);
  return object;
}

Parsed<AccountEffect> effect_from_json(const json::object& object) {
  MemberReader reader{object};
  const AccountEffect result{.account = reader.number<unsigned>("account"),
                             .effect = word_of(reader, "effect", effects)};
  return result_of(reader, result);
}

}  // namespace

json::object to_json(const Hello& hello) {
  json::array protocols;
  for (const auto protocol : hello.protocols) protocols.emplace_back(protocol);
  return {{"protocols", std::move(protocols)}, {"agent", hello.agent}};
}

json::object to_json(const Welcome& welcome) {
  json::array capabilities;
  for (const auto& capability : welcome.capabilities) capabilities.emplace_back(capability);
  return {{"protocol", welcome.protocol},
          {"instance", welcome.instance},
          {"generation", welcome.generation},
          {"digest", welcome.digest},
          {"capabilities", std::move(capabilities)}};
}

json::object to_json(const AccountConfiguration& account) {
  return {{"account", account.account}, {"values", texts(account.values)}};
}

json::object to_json(const Prepare& prepare) {
  json::array accounts;
  for (const auto& account : prepare.accounts) accounts.emplace_back(to_json(account));
  return {{"txn", prepare.txn},
          {"base", prepare.base},
          {"target", prepare.target},
          {"digest", prepare.digest},
          {"lease_ms", prepare.lease.count()},
          {"accounts", std::move(accounts)},
          {"globals", texts(prepare.globals)}};
}

json::object to_json(const Event& event) {
  json::object object{{"sequence", event.sequence},
                      {"kind", event.kind},
                      {"account", event.account},
                      {"server", event.server},
                      {"detail", network_text(event.detail, maximum_detail)},
                      {"time", event.time}};
  if (event.place.empty()) return object;
  object["place"] = event.place;
  object["target"] = event.target;
  object["before"] = event.before;
  object["lasted"] = event.lasted;
  return object;
}

json::object effects_to_json(const std::vector<AccountEffect>& list) {
  json::array array;
  for (const auto& each : list) {
    array.emplace_back(json::object{{"account", each.account}, {"effect", to_string(each.effect)}});
  }
  return {{"effects", std::move(array)}};
}

json::object load_begin_to_json(const Load& load) {
  return {
      {"generation", load.generation}, {"digest", load.digest}, {"globals", texts(load.globals)}};
}

Parsed<Hello> hello_from_json(const json::object& object) {
  MemberReader reader{object};
  Hello hello{.agent = reader.text("agent")};
  for (const auto& value : reader.list("protocols")) {
    json::error_code error;
    const auto number = value.to_number<unsigned>(error);
    if (error) reader.fail("protocols has a member that is not a number");
    hello.protocols.push_back(number);
  }
  return result_of(reader, std::move(hello));
}

Parsed<Welcome> welcome_from_json(const json::object& object) {
  MemberReader reader{object};
  Welcome welcome{.protocol = reader.number<unsigned>("protocol"),
                  .instance = reader.text("instance"),
                  .generation = reader.number<std::uint64_t>("generation"),
                  .digest = reader.text("digest")};
  for (const auto& value : reader.list("capabilities")) {
    if (!value.is_string()) {
      reader.fail("capabilities has a member that is not a string");
      break;
    }
    welcome.capabilities.emplace_back(value.get_string());
  }
  return result_of(reader, std::move(welcome));
}

Parsed<AccountConfiguration> account_from_json(const json::object& object) {
  MemberReader reader{object};
  AccountConfiguration account{.account = reader.number<unsigned>("account"),
                               .values = reader.texts("values")};
  return result_of(reader, std::move(account));
}

Parsed<Prepare> prepare_from_json(const json::object& object) {
  MemberReader reader{object};
  Prepare prepare{.txn = reader.text("txn"),
                  .base = reader.number<std::uint64_t>("base"),
                  .target = reader.number<std::uint64_t>("target"),
                  .digest = reader.text("digest"),
                  .lease = std::chrono::milliseconds{reader.number<std::uint32_t>("lease_ms")},
                  .accounts = each_of(reader, "accounts", account_from_json),
                  .globals = reader.texts("globals")};
  return result_of(reader, std::move(prepare));
}

Parsed<Event> event_from_json(const json::object& object) {
  MemberReader reader{object};
  Event event{.sequence = reader.number<std::uint64_t>("sequence"),
              .kind = reader.text("kind"),
              .account = reader.number<unsigned>("account"),
              .server = reader.number<unsigned>("server"),
              .detail = reader.text("detail"),
              .time = reader.number<std::int64_t>("time")};
  if (reader.has("place")) {
    event.place = reader.text("place");
    event.target = reader.text("target");
    event.before = reader.text("before");
    event.lasted = reader.number<std::uint64_t>("lasted");
  }
  return result_of(reader, std::move(event));
}

Parsed<std::vector<AccountEffect>> effects_from_json(const json::object& object) {
  MemberReader reader{object};
  auto list = each_of(reader, "effects", effect_from_json);
  return result_of(reader, std::move(list));
}

Parsed<Load> load_begin_from_json(const json::object& object) {
  MemberReader reader{object};
  Load load{.generation = reader.number<std::uint64_t>("generation"),
            .digest = reader.text("digest"),
            .globals = reader.texts("globals")};
  return result_of(reader, std::move(load));
}

}  // namespace lineman::sipcore
