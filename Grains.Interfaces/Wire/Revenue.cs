using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Footfall.Wire;

/// <summary>
/// What an event earned: an exact amount and its currency. As text an amount of at most 15 digits before and 3 after the point, with a minus
/// for what was paid back, a space, and the three letters of ISO 4217: <c>12.99 EUR</c>.
/// </summary>
/// <param name="Thousandths">The amount in thousandths of the currency's unit.</param>
/// <param name="Currency">Three upper-case letters.</param>
public readonly record struct Revenue(long Thousandths, string Currency)
{
    /// <summary>Maximum length of the text.</summary>
    public const int MaxLength = 1 + MaxWhole + 1 + MaxFraction + 1 + CurrencyLength;

    public const int CurrencyLength = 3;

    private const int MaxWhole = 15;
    private const int MaxFraction = 3;

    /// <summary>Returns false if the text has another form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long thousandths, out ReadOnlySpan<byte> currency)
    {
        thousandths = 0;
        currency = default;
        int space = text.IndexOf((byte)' ');
        if (space < 0 || !TryParseAmount(text[..space], out thousandths) || !IsCurrency(text[(space + 1)..]))
        {
            return false;
        }

        currency = text[(space + 1)..];
        return true;
    }

    /// <summary>Parses an amount such as <c>12.99</c>; returns false if it has another form or too many digits.</summary>
    public static bool TryParseAmount(ReadOnlySpan<byte> text, out long thousandths)
    {
        thousandths = 0;
        bool isNegative = text.StartsWith("-"u8);
        ReadOnlySpan<byte> digits = isNegative ? text[1..] : text;
        int point = digits.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.Length is 0 or > MaxWhole || fraction.Length > MaxFraction || (point >= 0 && fraction.IsEmpty))
        {
            return false;
        }

        foreach (byte digit in whole)
        {
            if (!Append(ref thousandths, digit))
            {
                return false;
            }
        }

        for (int i = 0; i < MaxFraction; i++)
        {
            if (!Append(ref thousandths, i < fraction.Length ? fraction[i] : (byte)'0'))
            {
                return false;
            }
        }

        thousandths = isNegative ? -thousandths : thousandths;
        return true;
    }

    /// <summary>Reads a currency in any case; returns false if it is not three letters.</summary>
    /// <param name="text">The currency.</param>
    /// <param name="currency">Receives <see cref="CurrencyLength"/> upper-case letters.</param>
    public static bool TryReadCurrency(ReadOnlySpan<byte> text, Span<byte> currency) =>
        text.Length == CurrencyLength && Ascii.ToUpper(text, currency, out _) == OperationStatus.Done && IsCurrency(currency);

    /// <summary>Writes the amount in its shortest form, a space and the currency; never longer than an amount as it is parsed.</summary>
    /// <param name="thousandths">The amount, in thousandths.</param>
    /// <param name="currency">Three letters.</param>
    /// <param name="text">Receives the text, of at most <see cref="MaxLength"/> bytes.</param>
    /// <returns>The length of the text.</returns>
    public static int Write(long thousandths, ReadOnlySpan<byte> currency, Span<byte> text)
    {
        (long whole, long fraction) = Math.DivRem(Math.Abs(thousandths), 1000);
        int at = 0;
        if (thousandths < 0)
        {
            text[at++] = (byte)'-';
        }

        Utf8Formatter.TryFormat(whole, text[at..], out int digits);
        at += digits;
        if (fraction > 0)
        {
            text[at++] = (byte)'.';
            for (; fraction > 0; fraction = fraction % 100 * 10)
            {
                text[at++] = (byte)('0' + (fraction / 100));
            }
        }

        text[at++] = (byte)' ';
        currency.CopyTo(text[at..]);
        return at + currency.Length;
    }

    /// <summary>Returns whether the text is three upper-case letters.</summary>
    public static bool IsCurrency(ReadOnlySpan<byte> text) => text.Length == CurrencyLength && !text.ContainsAnyExceptInRange((byte)'A', (byte)'Z');

    /// <summary>Returns the amount in its shortest form, such as <c>12.5</c>.</summary>
    public static string FormatAmount(long thousandths) => (thousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    public override string ToString() => $"{FormatAmount(Thousandths)} {Currency}";

    private static bool Append(ref long number, byte digit)
    {
        number = (number * 10) + (digit - '0');
        return digit is >= (byte)'0' and <= (byte)'9';
    }
}
