#include "ctl/bundle/agent_files.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <set>

#include "ctl/agent.hpp"
#include "ctl/json_reading.hpp"

namespace lineman::ctl::bundle {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds patience{4};

void add_reply(const Agent& agent, const char* file, std::string_view method,
               const json::object& parameters, Contents& contents, json::object& reply) {
  auto answer = agent.call(method, parameters, patience);
  if (!answer) {
    contents.missing.push_back({file, answer.error().sentence});
    return;
  }
  reply = std::move(*answer);
  contents.files.push_back({file, json::serialize(reply) + '\n'});
}

void add_diffs(const Agent& agent, const json::object& history, Contents& contents) {
  const auto& generations = array_of(history, "generations");
  std::string lines;
  for (std::size_t at = 0; at + 1 < generations.size() && at < most_diffs; ++at) {
    const auto diff = agent.call(
        "Diff",
        {{"from", generations[at + 1].at("generation")}, {"to", generations[at].at("generation")}},
        patience);
    if (diff) lines += json::serialize(*diff) + '\n';
  }
  if (!lines.empty()) contents.files.push_back({"diffs.json", std::move(lines)});
}

bool is_of_a_person(std::string_view name) {
  return name.ends_with(".user_name") || name.ends_with(".auth_name") || name.ends_with(".label") ||
         name.ends_with(".display_name") || name.ends_with("managementserver.username");
}

// "1001, 1002": whose names or numbers stand in the configuration.
std::string people_in(const json::object& values) {
  std::set<std::string> people;
  for_each_object(array_of(values, "values"), [&](const json::object& one) {
    auto value = text_of(one, "value");
    if (!value.empty() && is_of_a_person(text_of(one, "name"))) people.insert(std::move(value));
  });
  std::string list;
  for (const auto& each : people) list += (list.empty() ? "" : ", ") + each;
  return list;
}

}  // namespace

void add_agent_files(const std::string& runtime_dir, Contents& contents) {
  const Agent agent{runtime_dir};
  json::object status, counters, values, history, events;
  add_reply(agent, "status.json", "Status", {}, contents, status);
  if (status.empty()) return;
  add_reply(agent, "counters.json", "Counters", {}, contents, counters);
  add_reply(agent, "values.json", "Get", {{"patterns", json::array{"*"}}}, contents, values);
  add_reply(agent, "history.json", "History", {}, contents, history);
  add_diffs(agent, history, contents);
  add_reply(agent, "events.json", "Events", {}, contents, events);
  if (const auto people = people_in(values); !people.empty())
    contents.tells_of.push_back("user names and telephone numbers: " + people);
  contents.tells_of.emplace_back("whom the phone knows: names and addresses of servers");
}

}  // namespace lineman::ctl::bundle
