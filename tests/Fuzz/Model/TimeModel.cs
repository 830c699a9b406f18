using System.Globalization;
using System.Text.RegularExpressions;
using Footfall.Wire;

namespace Footfall.Fuzz.Model;

/// <summary>A second implementation of the forms of a time: as one pattern, and the calendar of .NET.</summary>
internal static partial class TimeModel
{
    private const string Extended =
        "-((?<month>[0-9]{2})-(?<day>[0-9]{2})|(?<ordinal>[0-9]{3})|W(?<week>[0-9]{2})-(?<weekday>[1-7]))([Tt ](?<hour>[0-9]{2})(:(?<minute>[0-9]{2})(:(?<second>[0-9]{2}))?)?";

    private const string Basic =
        "((?<month>[0-9]{2})(?<day>[0-9]{2})|(?<ordinal>[0-9]{3})|W(?<week>[0-9]{2})(?<weekday>[1-7]))([Tt ](?<hour>[0-9]{2})((?<minute>[0-9]{2})(?<second>[0-9]{2})?)?";

    private const string Rest =
        "([.,](?<fraction>[0-9]+))?(?<zone> ?[Zz]| UTC| ?(?<sign>[-+\u2212])(?<h>[0-9]{2})(:(?<m>[0-9]{2})(:(?<s>[0-9]{2}))?|(?<m>[0-9]{2})(?<s>[0-9]{2})?)?)?"
        + "(\\[(!u-ca|u-ca|(?!u-ca=)[A-Za-z0-9_./+:-]+)=[A-Za-z0-9_./+:=-]*\\]|(?<name>\\[!?[A-Za-z0-9_./+:-]+\\]))*)?";

    /// <returns>Microseconds since 1970 UTC; null for an invalid time.</returns>
    public static long? Read(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success || (match.Groups["name"].Success && !match.Groups["zone"].Success))
        {
            return null;
        }

        int Of(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;
        try
        {
            int year = Of("year");
            DateTime date = match.Groups["week"].Success && Of("week") >= 1 && Of("week") <= ISOWeek.GetWeeksInYear(year) ? ISOWeek.ToDateTime(year, Of("week"), (DayOfWeek)(Of("weekday") % 7))
                : match.Groups["ordinal"].Success && Of("ordinal") >= 1 && Of("ordinal") <= (DateTime.IsLeapYear(year) ? 366 : 365) ? new DateTime(year, 1, 1).AddDays(Of("ordinal") - 1)
                : new DateTime(year, Of("month"), Of("day"));
            bool isLeap = Of("second") == 60;
            decimal second = isLeap ? 59.999999m : Of("second");
            if (Of("minute") > 59 || second >= 60 || Of("h") > 23 || Of("m") > 59 || Of("s") > 59)
            {
                return null;
            }

            decimal fraction = match.Groups["fraction"].Success && !isLeap ? decimal.Parse("0." + match.Groups["fraction"].Value[..Math.Min(12, match.Groups["fraction"].Length)], CultureInfo.InvariantCulture) : 0;
            int unit = match.Groups["second"].Success ? 1 : match.Groups["minute"].Success ? 60 : 3600;
            decimal clock = (Of("hour") * 3600) + (Of("minute") * 60) + second + (fraction * unit);
            decimal offset = (Of("h") * 3600) + (Of("m") * 60) + Of("s");
            long micros = EventTime.FromDateTime(date) + (long)decimal.Floor(clock * 1_000_000) - (long)((match.Groups["sign"].Value is "+" ? offset : -offset) * 1_000_000);
            bool isEndOfDay = ((micros % TimeSpan.MicrosecondsPerDay) + TimeSpan.MicrosecondsPerDay) % TimeSpan.MicrosecondsPerDay == TimeSpan.MicrosecondsPerDay - 1;
            return clock > 86_400 || (isLeap && !isEndOfDay) || micros < EventTime.FromDateTime(DateTime.MinValue) || micros > EventTime.FromDateTime(DateTime.MaxValue) ? null : micros;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    [GeneratedRegex("^(\\+00)?(?<year>[0-9]{4})(" + Extended + Rest + "|" + Basic + Rest + ")\\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
