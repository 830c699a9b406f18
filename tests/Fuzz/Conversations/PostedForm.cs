namespace Footfall.Fuzz.Conversations;

/// <summary>How events are posted.</summary>
internal enum PostedForm
{
    One,
    Array,
    Lines,
}
