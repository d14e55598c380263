// Where things stand in the picture, in pixels, and how much of them.
#pragma once

#include <cstddef>

namespace lineman::ctl::timeline::layout {

inline constexpr double width = 1000;
inline constexpr double margin = 16;
inline constexpr double label_left = margin + 24;  // behind the account's number
inline constexpr double band_left = 160;
inline constexpr double band_width = 450;
inline constexpr double band_height = 20;
inline constexpr double band_top = 10;  // below the top of its row: room for markers
inline constexpr double row_height = 40;
inline constexpr double rows_top = 92;
inline constexpr double baseline = 14;     // of text, below the top of its band
inline constexpr double below_rows = 126;  // axis and legend
inline constexpr double legend_top = 60;   // below the rows
inline constexpr double legend_height = 20;
inline constexpr double total_width = 74;  // of a column
inline constexpr double least_width = 2;   // of what is short, and has to be seen
inline constexpr double stands_out = 4;    // below the band, of the same
inline constexpr double marker_width = 8;
inline constexpr double letter_width = 6.6;  // of what is written on a band, at most

inline constexpr std::size_t label_characters = 16;
inline constexpr std::size_t most_ticks = 9;
inline constexpr std::size_t most_told = 8;  // moves of one marker

}  // namespace lineman::ctl::timeline::layout
