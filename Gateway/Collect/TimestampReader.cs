using System.Buffers;
using System.Globalization;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Parses a timestamp in the forms of ISO 8601 and RFC 3339, and the default forms of common libraries: see <c>docs/api.md</c>.
/// One pass over the bytes, without allocating.
/// </summary>
/// <remarks>
/// Dates are calendar, week or ordinal dates, basic or extended, with a four-digit year or a sign and six digits. The time is in the
/// date's form, to the hour, minute or second, with a fraction of the last; a space may replace <c>T</c>. An offset has either
/// form, and may follow a space. A suffix in brackets (RFC 9557) is checked and ignored, because the offset is sufficient.
/// </remarks>
internal ref struct TimestampReader
{
    private const long MicrosPerDay = TimeSpan.MicrosecondsPerDay;
    private const long MicrosPerHour = TimeSpan.MicrosecondsPerHour;
    private const long MicrosPerMinute = TimeSpan.MicrosecondsPerMinute;
    private const long MicrosPerSecond = TimeSpan.MicrosecondsPerSecond;

    /// <summary>Maximum digits of a fraction; the rest is below a microsecond, even in a fraction of an hour.</summary>
    private const int MaxFractionDigits = 12;

    private static readonly SearchValues<byte> SuffixBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+-:="u8);

    private static readonly long MinTime = EventTime.FromDateTime(DateTime.MinValue);
    private static readonly long MaxTime = EventTime.FromDateTime(DateTime.MaxValue);

    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    /// <summary>Whether the date has no hyphens, so that the time may have no colons.</summary>
    private bool _isBasic;

    /// <summary>Whether the second is 60.</summary>
    private bool _isLeapSecond;

    private TimestampReader(ReadOnlySpan<byte> text) => _text = text;

    private readonly int Next => _at < _text.Length ? _text[_at] : -1;

    /// <param name="text">The text in UTF-8, unescaped.</param>
    /// <param name="time">Microseconds since 1970 UTC; finer digits are truncated.</param>
    /// <returns>False for any other text, and for times outside the years 1 to 9999.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out long time)
    {
        var reader = new TimestampReader(text);
        return reader.TryRead(out time);
    }

    private bool TryRead(out long time)
    {
        if (!TryReadDate(out time))
        {
            return false;
        }

        if (_at == _text.Length)
        {
            return true;
        }

        if (Next is not ('T' or 't' or ' '))
        {
            return false;
        }

        _at++;
        if (!TryReadClock(out long clock) || !TryReadOffset(out long offset, out bool hasOffset))
        {
            return false;
        }

        time += clock - offset;
        return TryPlaceLeapSecond(ref time) && TryPassSuffixes(hasOffset) && _at == _text.Length && time >= MinTime && time <= MaxTime;
    }

    private bool TryReadDate(out long time)
    {
        time = 0;
        bool isExpanded = Skip('+') || Skip('-');
        if (!TryReadNumber(isExpanded ? 6 : 4, out int year) || year is < 1 or > 9999 || (isExpanded && _text[0] == '-'))
        {
            return false;
        }

        _isBasic = !Skip('-');
        long days;
        if (Skip('W'))
        {
            if (!TryReadWeek(year, out days))
            {
                return false;
            }
        }
        else if (CountDigits() is 3)
        {
            if (!TryReadNumber(3, out int dayOfYear) || dayOfYear < 1 || dayOfYear > (DateTime.IsLeapYear(year) ? 366 : 365))
            {
                return false;
            }

            days = Days(new DateTime(year, 1, 1)) + dayOfYear - 1;
        }
        else if (!TryReadDay(year, out days))
        {
            return false;
        }

        time = days * MicrosPerDay;
        return true;
    }

    private bool TryReadDay(int year, out long days)
    {
        days = 0;
        if (_isBasic && CountDigits() != 4)
        {
            return false;
        }

        if (!TryReadNumber(2, out int month) || month is < 1 or > 12 || !(_isBasic || Skip('-'))
            || !TryReadNumber(2, out int day) || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = Days(new DateTime(year, month, day));
        return true;
    }

    /// <summary>Weeks begin on Monday; the first week contains the year's first Thursday.</summary>
    private bool TryReadWeek(int year, out long days)
    {
        days = 0;
        if (!TryReadNumber(2, out int week) || week < 1 || week > ISOWeek.GetWeeksInYear(year) || !(_isBasic || Skip('-'))
            || !TryReadNumber(1, out int day) || day is < 1 or > 7)
        {
            return false;
        }

        days = Days(ISOWeek.GetYearStart(year)) + ((week - 1) * 7) + day - 1;
        return true;
    }

    /// <summary>Parses a time of day, in microseconds since midnight. Hour 24 is the next midnight.</summary>
    private bool TryReadClock(out long micros)
    {
        micros = 0;
        if (!TryReadNumber(2, out int hour) || hour > 24)
        {
            return false;
        }

        int minute = 0;
        int second = 0;
        long unit = MicrosPerHour;
        if (IsSeparated(_isBasic))
        {
            unit = MicrosPerMinute;
            if (!TryReadNumber(2, out minute) || minute > 59)
            {
                return false;
            }

            if (IsSeparated(_isBasic))
            {
                unit = MicrosPerSecond;
                if (!TryReadNumber(2, out second) || second > 60)
                {
                    return false;
                }
            }
        }

        if (!TryReadFraction(unit, out long fraction))
        {
            return false;
        }

        if (second == 60)
        {
            // The last microsecond of its minute, so that the event stays on the day it was written with.
            _isLeapSecond = true;
            second = 59;
            fraction = MicrosPerSecond - 1;
        }

        micros = (hour * MicrosPerHour) + (minute * MicrosPerMinute) + (second * MicrosPerSecond) + fraction;
        return micros <= MicrosPerDay;
    }

    /// <summary>Second 60 occurs only at the end of a UTC day.</summary>
    private readonly bool TryPlaceLeapSecond(ref long time) => !_isLeapSecond || (((time % MicrosPerDay) + MicrosPerDay) % MicrosPerDay) == MicrosPerDay - 1;

    private bool TryReadFraction(long unit, out long micros)
    {
        micros = 0;
        if (Next is not ('.' or ','))
        {
            return true;
        }

        _at++;
        int digits = CountDigits();
        long value = 0;
        long scale = 1;
        for (int i = 0; i < Math.Min(digits, MaxFractionDigits); i++)
        {
            value = (value * 10) + _text[_at + i] - '0';
            scale *= 10;
        }

        micros = unit == MicrosPerSecond ? value * unit / scale : (long)((UInt128)value * (ulong)unit / (ulong)scale);
        _at += digits;
        return digits > 0;
    }

    private bool TryReadOffset(out long micros, out bool isThere)
    {
        micros = 0;
        isThere = true;
        if (Next < 0)
        {
            isThere = false;
            return true;
        }

        bool isSpaced = Skip(' ');
        if (Skip('Z') || Skip('z') || (isSpaced && TryPass("UTC"u8)))
        {
            return true;
        }

        bool isBehind = Skip('-') || TryPass("\u2212"u8);
        if (!isBehind && !Skip('+'))
        {
            // A local time may have a suffix, unless it names a zone, but nothing else.
            isThere = false;
            return !isSpaced && Next == '[';
        }

        if (!TryReadNumber(2, out int hours) || hours > 23)
        {
            return false;
        }

        int minutes = 0;
        int seconds = 0;
        bool isBasic = Next != ':';
        if (IsSeparated(isBasic) && (!TryReadNumber(2, out minutes) || minutes > 59 || (IsSeparated(isBasic) && (!TryReadNumber(2, out seconds) || seconds > 59))))
        {
            return false;
        }

        micros = (hours * MicrosPerHour) + (minutes * MicrosPerMinute) + (seconds * MicrosPerSecond);
        micros = isBehind ? -micros : micros;
        return true;
    }

    /// <summary>Skips <c>[Europe/Paris]</c> and <c>[u-ca=gregory]</c>. A zone without an offset would mean a time not in UTC.</summary>
    private bool TryPassSuffixes(bool hasOffset)
    {
        while (Skip('['))
        {
            int length = _text[_at..].IndexOf((byte)']');
            if (length < 1)
            {
                return false;
            }

            ReadOnlySpan<byte> suffix = _text.Slice(_at, length);
            _at += length + 1;
            bool isCritical = suffix[0] == '!';
            suffix = isCritical ? suffix[1..] : suffix;
            int equals = suffix.IndexOf((byte)'=');
            if (suffix.IsEmpty || suffix.ContainsAnyExcept(SuffixBytes) || equals == 0 || (equals < 0 && !hasOffset))
            {
                return false;
            }

            // A reader must understand every critical suffix: RFC 9557, section 3.3. A calendar does not change the time.
            if (isCritical && equals > 0 && !suffix[..equals].SequenceEqual("u-ca"u8))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns whether another part of a time or offset follows; skips its colon.</summary>
    private bool IsSeparated(bool isBasic) => isBasic ? Next is >= '0' and <= '9' : Skip(':');

    private bool TryReadNumber(int digits, out int value)
    {
        value = 0;
        if (_text.Length - _at < digits)
        {
            return false;
        }

        for (int end = _at + digits; _at < end; _at++)
        {
            uint digit = (uint)(_text[_at] - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + (int)digit;
        }

        return true;
    }

    private readonly int CountDigits()
    {
        int end = _at;
        while (end < _text.Length && _text[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        return end - _at;
    }

    private bool Skip(char letter)
    {
        bool isNext = Next == letter;
        _at += isNext ? 1 : 0;
        return isNext;
    }

    private bool TryPass(ReadOnlySpan<byte> text)
    {
        bool isNext = _text[_at..].StartsWith(text);
        _at += isNext ? text.Length : 0;
        return isNext;
    }

    private static long Days(DateTime date) => (date.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay;
}
