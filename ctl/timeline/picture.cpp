#include "ctl/timeline/picture.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

#include "ctl/durations.hpp"
#include "ctl/timeline/picture_layout.hpp"
#include "ctl/timeline/picture_style.hpp"
#include "ctl/timeline/picture_words.hpp"
#include "ctl/timeline/svg_shapes.hpp"
#include "ctl/timeline/svg_text.hpp"
#include "ctl/timeline/time_axis.hpp"

namespace lineman::ctl::timeline {
namespace {

using namespace layout;

struct Column {
  Place place;
  std::string_view title;
  std::string_view subtitle;
};

constexpr std::array columns = {
    Column{Place::primary, "Server 1", "first target"},
    Column{Place::failover, "Server 1", "other target"}, Column{Place::fallback, "Server 2", ""},
    Column{Place::none, "Not", "registered"}, Column{Place::unknown, "Not", "known"}};

constexpr std::array directions = {std::pair{Direction::away, "moved away"},
                                   std::pair{Direction::back, "came back"},
                                   std::pair{Direction::both, "away and back"}};

class Picture {
 public:
  Picture(const Timeline& timeline, const Zone& zone)
      : is_{timeline},
        zone_{zone},
        bottom_{rows_top + row_height * static_cast<double>(timeline.rows.size())} {}

  std::string drawn() {
    begin();
    heading();
    axis();
    auto top = rows_top;
    for (const auto& row : is_.rows) {
      draw(row, top + band_top);
      top += row_height;
    }
    legend(bottom_ + legend_top);
    svg_ += "</svg>\n";
    return std::move(svg_);
  }

 private:
  double x_of(std::int64_t time) const {
    return band_left + band_width * static_cast<double>(time - is_.span.from) /
                           static_cast<double>(is_.span.seconds());
  }

  void begin() {
    const auto height = bottom_ + below_rows;
    svg_ += "<svg" + attribute("xmlns", "http://www.w3.org/2000/svg") + attribute("width", width) +
            attribute("height", height) +
            attribute("viewBox", "0 0 " + svg_number(width) + ' ' + svg_number(height)) +
            attribute("role", "img") +
            attribute("aria-label", "Where each account was registered") + ">\n";
    svg_ += picture_style;
    svg_ += picture_patterns;
    svg_ += bare(box({0, 0}, {width, height}, attribute("class", "paper")));
  }

  void heading() {
    svg_ += text({margin, 30}, "title", "Where each account was registered");
    svg_ += text({margin, 50}, "faint", words_of(is_.span, zone_));
    svg_ += text({margin, rows_top - 6}, "head-left", "Account");
    auto right = band_left + band_width;
    for (const auto& column : columns) {
      svg_ += text({right += total_width, rows_top - 20}, "head", column.title);
      svg_ += text({right, rows_top - 6}, "head", column.subtitle);
    }
  }

  void axis() {
    const auto y = bottom_ + 4;
    for (const auto& tick : ticks_of(is_.span, zone_, most_ticks)) {
      const auto x = x_of(tick.time);
      svg_ += bare(line({x, rows_top - 2}, {x, y}, "grid"));
      svg_ += text({x, y + 12}, "tick", tick.time_text);
      if (!tick.day_text.empty()) svg_ += text({x, y + 26}, "tick faint", tick.day_text);
    }
  }

  void draw(const Row& row, double top) {
    svg_ += "<g>\n";
    svg_ += text({margin, top + baseline}, "number", std::to_string(row.account));
    const OpenElement label{"text", "<text" + attribute("x", label_left) +
                                        attribute("y", top + baseline) +
                                        attribute("class", "label")};
    svg_ += titled(label, row.label, shortened(row.label, label_characters));
    band(row, top);
    moves(row, top - 1);
    totals(row, top + baseline);
    svg_ += "</g>\n";
  }

  // What is short is drawn last, so that no neighbour covers it; and of what is short and alike,
  // one in a pixel.
  void band(const Row& row, double top) {
    auto intervals = row.intervals;
    std::ranges::stable_sort(intervals, std::greater{},
                             [](const Interval& each) { return each.span.seconds(); });
    std::set<std::pair<Place, int>> drawn;
    for (const auto& each : intervals) {
      const auto left = x_of(each.span.from);
      const auto wide = x_of(each.span.to) - left;
      if (wide >= 1 || drawn.emplace(each.place, static_cast<int>(left)).second) {
        draw(each, left, std::max(wide, least_width), top);
      }
    }
  }

  void draw(const Interval& interval, double left, double wide, double top) {
    const auto x = std::min(left, band_left + band_width - wide);
    const auto high = band_height + (wide > least_width ? 0 : stands_out);
    svg_ += titled(place_box(interval.place, {x, top}, {wide, high}), words_of(interval, zone_));
    write_on(interval.place, x + wide / 2, wide, top);
  }

  void write_on(Place place, double middle, double wide, double top) {
    const auto name = name_on_band(place);
    const auto needs = letter_width * static_cast<double>(name.size()) + 4;
    if (name.empty() || wide < needs + 4) return;
    // Nobody reads letters on a pattern.
    if (place != Place::primary && place != Place::unknown) {
      svg_ += bare(box({middle - needs / 2, top + 3}, {needs, band_height - 6},
                       attribute("class", "plate") + attribute("rx", "3")));
    }
    svg_ += text({middle, top + baseline}, "on on-" + std::string{word_of(place)}, name);
  }

  void moves(const Row& row, double bottom) {
    const auto apart = marker_width * static_cast<double>(is_.span.seconds()) / band_width;
    for (const auto& group : groups_of(row.moves, static_cast<std::int64_t>(apart) + 1)) {
      svg_ += titled(marker(group.direction, {x_of(group.time), bottom}), words_of(group, zone_));
    }
  }

  void totals(const Row& row, double base) {
    auto right = band_left + band_width;
    for (const auto& column : columns) {
      const auto seconds = seconds_at(row, column.place);
      svg_ += text({right += total_width, base}, seconds == 0 ? "total faint" : "total",
                   seconds == 0 ? "-" : duration_text(seconds));
    }
  }

  void legend(double top) {
    constexpr double entry = 190;
    constexpr std::size_t in_a_line = 3;
    const auto at = [&](std::size_t number) {
      const auto row = number / in_a_line;
      return At{band_left + entry * static_cast<double>(number % in_a_line),
                top + legend_height * static_cast<double>(row)};
    };
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto place = places.at(i);
      svg_ += bare(place_box(place, at(i), {26, 12}));
      svg_ += text({at(i).x + 32, at(i).y + 10}, "legend", name_of(place));
    }
    auto bottom = top + 10;
    for (const auto& [direction, meaning] : directions) {
      const auto left = band_left + entry * in_a_line;
      svg_ += bare(marker(direction, {left, bottom}));
      svg_ += text({left + 12, bottom}, "legend", meaning);
      bottom += legend_height;
    }
    svg_ += text({margin, top + 10}, "faint", "Told by " + is_.source);
  }

  const Timeline& is_;
  const Zone& zone_;
  double bottom_;  // of the rows
  std::string svg_;
};

}  // namespace

std::string picture_of(const Timeline& timeline, const Zone& zone) {
  return Picture{timeline, zone}.drawn();
}

}  // namespace lineman::ctl::timeline
