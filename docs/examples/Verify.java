// 用公布的规则手册核对报告，不需要 Python，没有依赖（JDK 17 以上）。
// Check reports against the published rule book, without Python and without a dependency (JDK 17 or later).
//
//   java Verify.java rules-2021.json report.json…
//
// Reports must be valid by schemas/report-*.json. One line for each rule on cells that is broken or undecided.

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

public class Verify {
    /** The lowest and the highest that a sum can be, whatever stands in its blanks; null is without end. */
    record Range(BigDecimal low, BigDecimal high) {}

    static final Map<String, String> BROKEN = Map.of("error", "不成立", "warning", "警告", "notice", "提示");

    public static void main(String[] arguments) throws IOException {
        var book = new Json(Files.readString(Path.of(arguments[0]))).object();
        for (var path : List.of(arguments).subList(1, arguments.length)) {
            var report = new Json(Files.readString(Path.of(path))).object();
            if (!report.get("edition").equals(book.get("edition"))) throw new IOException(path + ": another edition");
            for (var severity : List.of("error", "warning", "notice"))
                for (var rule : objects(book.get("cells")))
                    if (rule.get("severity").equals(severity))
                        for (var sides : objects(rule.get("instances"))) say(rule, sides, report, texts(book.get("signed")));
        }
    }

    static void say(Map<String, Object> rule, Map<String, Object> sides, Map<String, Object> report, List<String> signed) {
        var left = texts(sides.get("left"));
        var right = texts(sides.get("right"));
        if (left.stream().anyMatch(cell -> report.get(cell.split("/")[1]) == null)) return; // a section left out
        var relation = (String) rule.get("relation");
        var holds = holds(relation, left, right, report, signed);
        if (Boolean.TRUE.equals(holds)) return;
        var filled = relation.equals("filled");
        var blank = left.stream().filter(cell -> at(report, cell) == null).toList();
        var sums = filled ? blank.size() + " 格空白" : "左边 " + sum(report, left) + "，右边 " + sum(report, right);
        var cells = filled ? blank : left;
        var verdict = holds == null ? "无法判断" : BROKEN.get((String) rule.get("severity"));
        System.out.println(verdict + "  " + rule.get("label_zh") + "：" + sums + "  " + cells.get(0) + (cells.size() > 1 ? " …" : ""));
    }

    /** true: holds with every filling of the blanks; false: with none; null: it depends on them. */
    static Boolean holds(String relation, List<String> left, List<String> right, Map<String, Object> report, List<String> signed) {
        Range one = range(report, left, signed), other = range(report, right, signed);
        return switch (relation) {
            case "=" -> below(one.high, other.low) || below(other.high, one.low) ? Boolean.FALSE
                : one.low != null && Objects.equals(one.low, one.high) && one.equals(other) ? Boolean.TRUE : null;
            case "<=" -> atMost(one, other);
            case ">=" -> atMost(other, one);
            case "filled" -> left.stream().allMatch(cell -> at(report, cell) != null);
            case "itemized" -> sum(report, left).signum() == 0 || right.stream().anyMatch(cell -> at(report, cell) != null);
            case "zero together" -> {
                Boolean first = zero(one), second = zero(other);
                yield first == null || second == null ? null : first.equals(second);
            }
            default -> throw new IllegalArgumentException(relation);
        };
    }

    static Boolean atMost(Range one, Range other) {
        if (one.high != null && other.low != null && one.high.compareTo(other.low) <= 0) return true;
        return below(other.high, one.low) ? false : null;
    }

    static boolean below(BigDecimal one, BigDecimal other) {
        return one != null && other != null && one.compareTo(other) < 0;
    }

    static Boolean zero(Range range) {
        if (range.high != null && range.high.signum() == 0) return true;
        return range.low != null && range.low.signum() > 0 || range.high != null && range.high.signum() < 0 ? false : null;
    }

    static Range range(Map<String, Object> report, List<String> cells, List<String> signed) {
        var known = sum(report, cells);
        var blank = cells.stream().filter(cell -> at(report, cell) == null).toList();
        return new Range(blank.stream().anyMatch(signed::contains) ? null : known, blank.isEmpty() ? known : null);
    }

    static BigDecimal sum(Map<String, Object> report, List<String> cells) {
        var total = cells.stream().map(cell -> at(report, cell)).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        return total.signum() == 0 ? BigDecimal.ZERO : new BigDecimal(total.stripTrailingZeros().toPlainString());
    }

    /** What stands at a JSON Pointer; null is a blank cell. */
    static BigDecimal at(Map<String, Object> report, String pointer) {
        Object here = report;
        for (var name : pointer.substring(1).split("/")) here = ((Map<?, ?>) here).get(name);
        return (BigDecimal) here;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Object list) {
        return (List<Map<String, Object>>) list;
    }

    @SuppressWarnings("unchecked")
    static List<String> texts(Object list) {
        return (List<String>) list;
    }

    /** As much of a JSON reader as a valid file needs; numbers are exact. */
    static class Json {
        final String text;
        int at;

        Json(String text) {
            this.text = text;
        }

        Map<String, Object> object() {
            var found = new LinkedHashMap<String, Object>();
            for (skip('{'); !skip('}'); skip(',')) {
                var name = string();
                skip(':');
                found.put(name, value());
            }
            return found;
        }

        List<Object> list() {
            var found = new ArrayList<>();
            for (skip('['); !skip(']'); skip(',')) found.add(value());
            return found;
        }

        Object value() {
            skip(' ');
            var first = text.charAt(at);
            if (first == '{') return object();
            if (first == '[') return list();
            if (first == '"') return string();
            var from = at;
            while (",]} \n\r\t".indexOf(text.charAt(at)) < 0) at++;
            var word = text.substring(from, at);
            return word.equals("null") ? null : new BigDecimal(word);
        }

        String string() {
            var found = new StringBuilder();
            skip('"');
            for (; text.charAt(at) != '"'; at++) {
                if (text.charAt(at) != '\\') found.append(text.charAt(at));
                else if (text.charAt(++at) == 'u') found.append((char) Integer.parseInt(text.substring(at + 1, (at += 4) + 1), 16));
                else found.append("\"\\/\b\f\n\r\t".charAt("\"\\/bfnrt".indexOf(text.charAt(at))));
            }
            at++;
            return found.toString();
        }

        /** Over white space, and over the character if it stands there. */
        boolean skip(char wanted) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
            var there = at < text.length() && text.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }
    }
}
