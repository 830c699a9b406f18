using System.Text.Json;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>Reads <c>{"amount":12.99,"currency":"EUR"}</c>, and writes <c>12.99 EUR</c> over it. The amount is never a binary fraction.</summary>
internal static class RevenueReader
{
    /// <param name="json">The body; changed in place.</param>
    /// <param name="start">The offset in the body of the reader's first byte.</param>
    /// <param name="reader">The reader, before the value; left at its end.</param>
    /// <param name="faults">The faults, if the result is <see cref="FieldValueKind.Faulty"/>.</param>
    public static FieldValue Read(Span<byte> json, int start, ref Utf8JsonReader reader, out List<string>? faults)
    {
        faults = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            bool isNull = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            faults = isNull ? null : ["revenue must be an object with amount and currency"];
            return new FieldValue(isNull ? FieldValueKind.Absent : FieldValueKind.Faulty);
        }

        int begin = start + (int)reader.TokenStartIndex;
        var values = new ValueReader(json, start);
        long thousandths = 0;
        bool hasAmount = false;
        Span<byte> currency = stackalloc byte[Revenue.CurrencyLength];
        bool hasCurrency = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("amount"u8))
            {
                reader.Read();
                hasAmount = Revenue.TryParseAmount(values.PrimitiveAt(ref reader), out thousandths);
            }
            else if (reader.ValueTextEquals("currency"u8))
            {
                reader.Read();
                hasCurrency = reader.TokenType == JsonTokenType.String && Revenue.TryReadCurrency(values.PrimitiveAt(ref reader), currency);
            }

            reader.Skip();
        }

        if (!hasAmount)
        {
            (faults ??= []).Add("revenue.amount must be a decimal number with at most 15 digits before the point and 3 behind it");
        }

        if (!hasCurrency)
        {
            (faults ??= []).Add("revenue.currency must be the three letters of a currency in ISO 4217, such as EUR");
        }

        return faults is null
            ? new FieldValue(FieldValueKind.Text, new FieldSlot(begin, Revenue.Write(thousandths, currency, json[begin..])))
            : new FieldValue(FieldValueKind.Faulty);
    }
}
