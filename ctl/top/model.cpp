#include "ctl/top/model.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "ctl/json_reading.hpp"

namespace lineman::ctl::top {

using boost::json::object;

namespace {

constexpr std::ptrdiff_t whole_way = std::numeric_limits<std::int32_t>::max();

std::ptrdiff_t way_of(Key key, std::size_t page_lines) {
  const auto page = static_cast<std::ptrdiff_t>(std::max<std::size_t>(page_lines, 1));
  switch (key) {
    case Key::up:
      return -1;
    case Key::down:
      return 1;
    case Key::page_up:
      return -page;
    case Key::page_down:
      return page;
    case Key::first:
      return -whole_way;
    case Key::last:
      return whole_way;
    default:
      return 0;
  }
}

std::size_t moved(std::size_t from, std::ptrdiff_t by, std::size_t furthest) {
  const auto to = static_cast<std::ptrdiff_t>(from) + by;
  return static_cast<std::size_t>(
      std::clamp<std::ptrdiff_t>(to, 0, static_cast<std::ptrdiff_t>(furthest)));
}

}  // namespace

void Model::take_status(object status, std::int64_t now) {
  status_ = std::move(status);
  status_time_ = now;
  trouble_.clear();
  leases_.take_status(status_, now);
  accounts_.clear();
  disabled_.clear();
  for_each_object(array_of(status_, "accounts"), [&](const object& account) {
    if (text_of(account, "state") == "disabled") {
      disabled_.push_back(number_of(account, "account"));
    } else {
      accounts_.push_back(account);
    }
  });
  if (accounts_.empty()) {
    selected_account_ = 0;
  } else {
    selected_account_ = number_of(accounts_[selected()], "account");
  }
}

// The one after it where the selected one is gone, so that the eye finds its place again.
std::size_t Model::selected() const {
  for (std::size_t i = 0; i < accounts_.size(); ++i) {
    if (number_of(accounts_[i], "account") >= selected_account_) return i;
  }
  return accounts_.empty() ? 0 : accounts_.size() - 1;
}

void Model::take_event(const object& event) {
  events_trouble_.clear();
  events_.push_back(view_of_event_for_people(event));
  if (events_.size() > maximum_events) events_.pop_front();
}

bool Model::press(Key key, std::size_t page_lines) {
  if (key == Key::quit) return false;
  if (page_ == Page::help) {
    page_ = before_help_;
  } else if (key == Key::help) {
    before_help_ = std::exchange(page_, Page::help);
  } else {
    press_on_page(key, page_lines);
  }
  return true;
}

void Model::press_on_page(Key key, std::size_t page_lines) {
  if (key == Key::open && page_ == Page::overview && selected_account_ != 0) {
    page_ = Page::account;
    scroll_ = 0;
    counters_.clear();
  } else if (key == Key::back) {
    page_ = Page::overview;
  } else if (page_ == Page::overview) {
    move(way_of(key, page_lines));
  } else {
    scroll_by(way_of(key, page_lines));
  }
}

void Model::move(std::ptrdiff_t by) {
  if (accounts_.empty()) return;
  selected_account_ = number_of(accounts_[moved(selected(), by, accounts_.size() - 1)], "account");
}

void Model::scroll_by(std::ptrdiff_t by) {
  scroll_ = moved(scroll_, by, static_cast<std::size_t>(whole_way));
}

void Model::limit_scroll(std::size_t furthest) {
  scroll_ = std::min(scroll_, furthest);
}

}  // namespace lineman::ctl::top
