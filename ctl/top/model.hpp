// What top knows and what its user looks at: a value that replies, events and keys change. Nothing
// of it knows a terminal or a socket.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "ctl/event_view.hpp"
#include "ctl/top/leases.hpp"

namespace lineman::ctl::top {

enum class Key { up, down, page_up, page_down, first, last, open, back, help, quit, other };
enum class Page { overview, account, help };

class Model {
 public:
  static constexpr std::size_t maximum_events = 500;

  // What the agent says. `now` is in seconds since the epoch.
  void take_status(boost::json::object status, std::int64_t now);
  void take_requested(const boost::json::object& values) { leases_.take_requested(values); }
  void take_counters(boost::json::object counters) { counters_ = std::move(counters); }
  void take_event(const boost::json::object& event);
  // The agent is away, or says no: a sentence without a full stop. The next status ends that.
  void take_trouble(std::string sentence) { trouble_ = std::move(sentence); }
  // Why there are no events; empty: there are.
  void take_events_trouble(std::string sentence) { events_trouble_ = std::move(sentence); }

  // False: the user wants to leave. `page_lines` is how many lines a page goes by.
  bool press(Key key, std::size_t page_lines);
  // The lines of the shown page are so many that this is the furthest that one can scroll.
  void limit_scroll(std::size_t furthest);

  bool known() const { return !status_.empty(); }  // whether there was ever a status
  const boost::json::object& status() const { return status_; }
  std::int64_t status_time() const { return status_time_; }
  const boost::json::object& counters() const { return counters_; }
  const Leases& leases() const { return leases_; }
  const std::deque<EventView>& events() const { return events_; }  // oldest first
  const std::string& trouble() const { return trouble_; }
  const std::string& events_trouble() const { return events_trouble_; }
  Page page() const { return page_; }
  std::size_t scroll() const { return scroll_; }

  // Those that are not disabled, in order.
  const std::vector<boost::json::object>& accounts() const { return accounts_; }
  const std::vector<std::uint64_t>& disabled() const { return disabled_; }
  // Where the selected one stands in accounts(); 0 where there is none.
  std::size_t selected() const;
  std::uint64_t selected_account() const { return selected_account_; }  // its number; 0: none

 private:
  void move(std::ptrdiff_t by);
  void scroll_by(std::ptrdiff_t by);
  void press_on_page(Key key, std::size_t page_lines);

  boost::json::object status_{};
  std::int64_t status_time_ = 0;
  std::vector<boost::json::object> accounts_{};
  std::vector<std::uint64_t> disabled_{};
  boost::json::object counters_{};
  Leases leases_{};
  std::deque<EventView> events_{};
  std::string trouble_{};
  std::string events_trouble_{};
  std::uint64_t selected_account_ = 0;
  Page page_ = Page::overview;
  Page before_help_ = Page::overview;
  std::size_t scroll_ = 0;
};

}  // namespace lineman::ctl::top
