namespace Footfall.Access;

/// <summary>A request's body that says what is worth keeping of it.</summary>
internal interface IDescribedAct
{
    /// <summary>Without anything secret.</summary>
    string Describe();
}
